import { kindOf } from "@/lib/chat/file_kind.ts";
import type { Spoken } from "@/lib/chat/store.ts";
import type { Attachment } from "./search_query.ts";

const LINK = /\b(?:https?:\/\/|mailto:|www\.)[^\s<>]/i;
const CODE = /`[^`]/;

/** What a message holds besides words. Takes linear time. */
export function holdingsOf({ body, files }: Pick<Spoken, "body" | "files">): Attachment[] {
  const held: Attachment[] = [];
  if (LINK.test(body)) held.push("link");
  if (CODE.test(body)) held.push("code");
  if (files.length > 0) held.push("file");
  if (files.some(({ type }) => kindOf(type) === "image")) held.push("image");
  return held;
}
