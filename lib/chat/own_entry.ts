import * as z from "zod/mini";
import { Instant, Message } from "./model.ts";
import type { OwnEntry as Stored } from "./store.ts";

/** A message in a list of one's own, on the wire; `at`: the moment by which it stands there. */
export const OwnEntry = z.object({ message: Message, at: Instant });

/** An entry of a list of one's own for the wire. */
export function toOwnEntryJson({ message, at }: Stored): z.infer<typeof OwnEntry> {
  return { message, at: new Date(at).toISOString() };
}
