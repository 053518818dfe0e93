import type { NewRoom } from "@/lib/chat/store.ts";
import { fieldOf } from "@/lib/middlewares/read_form.ts";

const KINDS = ["public", "private", "announcement"] as const;

/** The kind of room that a form chose; where it says nothing of use, an open one. */
export function kindIn(form: URLSearchParams): NewRoom["kind"] {
  const wanted = fieldOf(form, "kind");
  return KINDS.find((kind) => kind === wanted) ?? "public";
}
