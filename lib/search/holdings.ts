import type { Attachment } from "./search_query.ts";

const LINK = /\b(?:https?:\/\/|mailto:|www\.)[^\s<>]/i;
const CODE = /`[^`]/;

/** What a message's text holds besides words. Takes linear time. */
export function holdingsOf(body: string): Attachment[] {
  const held: Attachment[] = [];
  if (LINK.test(body)) held.push("link");
  if (CODE.test(body)) held.push("code");
  return held;
}
