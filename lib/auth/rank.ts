import { Forbidden } from "@/lib/chat/errors.ts";
import type { Role, User } from "@/lib/chat/model.ts";

const RANKS: Readonly<Record<Role, number>> = { guest: 0, member: 1, moderator: 2, host: 3 };

/**
 * Lets pass who has this role or one above it.
 *
 * @throws {Forbidden} for everybody else
 */
export function requireRank(user: Pick<User, "role">, least: Role): void {
  if (RANKS[user.role] < RANKS[least]) {
    throw new Forbidden(`Cannot do this: it takes a ${least}`);
  }
}
