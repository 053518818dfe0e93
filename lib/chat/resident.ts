import * as z from "zod/mini";
import { Instant, User } from "./model.ts";
import type { Resident as Stored } from "./store.ts";

/** A person as those who see to the server see them, on the wire. */
export const Resident = z.object({
  user: User,
  createdAt: Instant,
  seenAt: Instant,
  bannedUntil: z.optional(Instant),
  mutedUntil: z.optional(Instant),
  hasPassword: z.boolean(),
  wrote: z.boolean(),
});

/** A resident for the wire. */
export function toResidentJson(resident: Stored): z.infer<typeof Resident> {
  const { user, createdAt, seenAt, bannedUntil, mutedUntil, hasPassword, wrote } = resident;
  return {
    user,
    createdAt: instant(createdAt),
    seenAt: instant(seenAt),
    ...(bannedUntil === undefined ? {} : { bannedUntil: instant(bannedUntil) }),
    ...(mutedUntil === undefined ? {} : { mutedUntil: instant(mutedUntil) }),
    hasPassword,
    wrote,
  };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
