import { LIMITS } from "./limits.ts";
import type { Message, Room } from "./model.ts";

/**
 * The body that passes a message on: who said it, and where, unless that was between few; then all
 * lines of it as a quote, cut to what a body may hold.
 */
export function forwarded(message: Message, from: Pick<Room, "kind" | "name">): string {
  const where = from.kind === "direct" || from.kind === "private" ? "" : ` · #${from.name}`;
  const head = `> **${message.author.name}**${where}\n`;
  const lines = message.body.split("\n").map((line) => `> ${line}`).join("\n");
  const whole = head + lines;
  if (whole.length <= LIMITS.body) return whole;
  return `${whole.slice(0, LIMITS.body - 1).toWellFormed()}…`;
}
