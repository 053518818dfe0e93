import type { Room } from "@/lib/chat/model.ts";
import type { Zip } from "@/lib/files/zip_desk.ts";
import { fileAnswer } from "./file_answer.ts";

/** Files of a room, all in one. */
export function zipAnswer({ kind, slug }: Room, { size, body }: Zip): Response {
  const name = `${kind === "direct" ? "conversa" : slug}-arquivos.zip`;
  return fileAnswer({ name, type: "application/zip", size, body });
}
