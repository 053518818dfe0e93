import type { Message } from "@/lib/chat/model.ts";
import type { Row } from "./rows.ts";
import { sameLine } from "./told_line.ts";

/** What happened in the room, once or several times in a row. */
export interface Lines {
  kind: "lines";
  key: string;
  lines: [Message, ...Message[]];
}

/** The rows with system messages as lines: those that tell of one thing, one after the other, are one. */
export function foldLines(rows: readonly Row[]): (Row | Lines)[] {
  const folded: (Row | Lines)[] = [];
  for (const row of rows) {
    if (row.kind !== "message" || row.message.kind !== "system") {
      folded.push(row);
      continue;
    }
    const before = folded.at(-1);
    const same = sameLine(row.message);
    if (before?.kind === "lines" && same !== undefined && same === sameLine(before.lines[0])) {
      before.lines.push(row.message);
    } else folded.push({ kind: "lines", key: row.key, lines: [row.message] });
  }
  return folded;
}
