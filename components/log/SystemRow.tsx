import type { Message } from "@/lib/chat/model.ts";
import { isolate } from "@/lib/i18n/isolate.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Told } from "../ui/Told.tsx";
import { toldLine } from "./told_line.ts";

interface SystemRowProps {
  /** One after the other, all of one kind. */
  lines: readonly [Message, ...Message[]];
  speech: Speech<"chat">;
}

/** What happened in the room: a line for all that happened in the same way. */
export function SystemRow({ lines, speech }: SystemRowProps) {
  const { at } = lines.at(-1) ?? lines[0];
  return (
    <p class="sys" data-seq={lines[0].seq} tabIndex={-1}>
      <span>
        <Told text={toldLine(lines, speech, isolate)} />
      </span>
      <time class="at-time" dateTime={at} title={speech.dates.full(at)}>
        {speech.dates.time(at)}
      </time>
    </p>
  );
}
