import { LIMITS } from "./limits.ts";
import type { Message, Room } from "./model.ts";

const MARKS = /[\\`*_~|[\]()<>#]/g;
const HALF = /[\ud800-\udbff]$/;

/**
 * The body that passes a message on: who said it, and where, unless that was between few; then all
 * lines of it as a quote, cut to what a body may hold.
 */
export function forwarded(message: Message, from: Pick<Room, "kind" | "name">): string {
  const lines = message.body === "" ? [] : message.body.split(/\r\n?|\n/);
  const whole = [headOf(message, from), ...lines].map((line) => `> ${line}`.trimEnd()).join("\n");
  if (whole.length <= LIMITS.body) return whole;
  return `${whole.slice(0, LIMITS.body - 1).replace(HALF, "")}…`;
}

/** An account that was deleted has no name any more. */
function headOf({ author }: Message, { kind, name }: Pick<Room, "kind" | "name">): string {
  const who = author.name === "" ? "…" : `**${plain(author.name)}**`;
  return kind === "direct" || kind === "private" ? who : `${who} · #${plain(name)}`;
}

/** A name as it is written, whatever signs are in it. */
function plain(name: string): string {
  return name.replace(MARKS, "\\$&");
}
