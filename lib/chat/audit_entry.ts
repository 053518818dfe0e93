import * as z from "zod/mini";
import { Id, Instant, User } from "./model.ts";
import type { AuditEntry as Stored } from "./store.ts";

/** One line of the log of who did what, on the wire. */
export const AuditEntry = z.object({
  id: Id,
  at: Instant,
  actor: User,
  action: z.string(),
  target: z.optional(User),
  room: z.optional(z.object({ id: Id, name: z.string() })),
  seq: z.optional(Id),
  detail: z.optional(z.string()),
  undoUntil: z.optional(Instant),
  undone: z.optional(z.literal(true)),
});

/** A line of the log for the wire. */
export function toAuditJson({ at, undoUntil, ...rest }: Stored): z.infer<typeof AuditEntry> {
  return {
    ...rest,
    at: new Date(at).toISOString(),
    ...(undoUntil === undefined ? {} : { undoUntil: new Date(undoUntil).toISOString() }),
  };
}
