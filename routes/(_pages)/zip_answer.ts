import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import type { Zip } from "@/lib/files/zip_desk.ts";
import { fileAnswer } from "./file_answer.ts";

/** Files of a room, all in one. */
export function zipAnswer(
  { kind, slug }: Room,
  { size, body }: Zip,
  texts: Speech<"files">,
): Response {
  const room = kind === "direct" ? texts.say("zip.direct") : slug;
  return fileAnswer({
    name: `${room}-${texts.say("zip.name")}.zip`,
    type: "application/zip",
    size,
    body,
  });
}
