import { Conflict, Forbidden } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import type { Message, Role, User } from "./model.ts";
import type { Access } from "./store.ts";

// Whoever comes here has found the room through themselves: one that they may not see is no case.

/** A person, as far as it matters for what they may do. */
export type Actor = Pick<User, "id" | "role">;

/** A member whom something is to be done to, and their standing in the room. */
export interface Target extends Actor {
  membership?: "owner" | "member" | undefined;
}

const RANKS: Readonly<Record<Role, number>> = { guest: 0, member: 1, moderator: 2, host: 3 };

/** Whether the person sees to the whole server. */
export function isStaff({ role }: Pick<User, "role">): boolean {
  return RANKS[role] >= RANKS.moderator;
}

/** Lets pass who has this role or one above it. @throws {Forbidden} */
export function requireRank({ role }: Pick<User, "role">, least: Role): void {
  if (RANKS[role] < RANKS[least]) throw new Forbidden(`Cannot do this: it takes a ${least}`);
}

/** Whether the person sees to the room: its owner, or one who sees to the server. */
export function isRoomModerator({ role, standing }: Access): boolean {
  return role === "owner" || isStaff({ role: standing });
}

/** Whether a check lets the person through: for what a page shows or hides. */
export function isAllowed(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

/** Reading a room. @throws {Forbidden} */
export function mayRead(access: Access): void {
  if (!access.role) throw new Forbidden("Only members may do this in this room");
}

/**
 * Posting and editing. @throws {Forbidden}
 * @param at `now`: milliseconds since the epoch; `guestsDirect`: guests may write in private
 */
export function mayWrite(access: Access, at: { now: number; guestsDirect: boolean }): void {
  if (!access.role) throw new Forbidden("Only members may write in this room");
  requireVoice(access, at.now);
  if (access.kind === "direct" && access.standing === "guest" && !at.guestsDirect) {
    throw new Forbidden("Guests may not write in private");
  }
  if (isRoomModerator(access)) return;
  if (access.kind === "announcement") throw new Forbidden("Only owners write in this room");
  if (access.locked) throw new Forbidden("The room is locked");
}

/** Reacting. @throws {Forbidden} */
export function mayReact(access: Access, at: { now: number }): void {
  if (!access.role) throw new Forbidden("Only members may react in this room");
  requireVoice(access, at.now);
}

/** Keeping a message in view of the whole room. @throws {Forbidden} */
export function mayPin(access: Access, at: { now: number }): void {
  if (!access.role) throw new Forbidden("Only members may pin in this room");
  requireVoice(access, at.now);
  if (access.standing === "guest") throw new Forbidden("Guests may not pin");
  if (access.kind !== "announcement" || isRoomModerator(access)) return;
  throw new Forbidden("Only owners pin in this room");
}

/** Passing on a message that the person may read. @throws {Forbidden} */
export function mayForward({ kind }: Pick<Message, "kind">): void {
  if (kind !== "text") throw new Forbidden("Only what somebody wrote can be passed on");
}

/** Calling everybody in the room. */
export function mayCallAll(access: Access): boolean {
  return access.kind === "direct" || access.kind === "private" && access.standing !== "guest" ||
    isRoomModerator(access);
}

/** Taking all that was said in a room out of it. @throws {Forbidden} */
export function mayExport(access: Access): void {
  mayRead(access);
  if (access.kind === "direct" && access.standing !== "guest" || isRoomModerator(access)) return;
  throw new Forbidden("Only owners may take what was said out of this room");
}

/** Deleting a message of one's own; of others too, where it answers true. @throws {Forbidden} */
export function mayDelete(access: Access): boolean {
  const moderates = isRoomModerator(access);
  if (!access.role && !moderates) throw new Forbidden("Only members may delete in this room");
  return moderates;
}

/** Reporting a message. @throws {Forbidden} */
export function mayReport(access: Access): void {
  mayRead(access);
}

/** Asking who has read a message. @throws {Forbidden} */
export function maySeeReaders(access: Access, members: number): void {
  mayRead(access);
  if (members <= LIMITS.intimate) return;
  throw new Forbidden(`Only rooms of up to ${LIMITS.intimate} members tell who has read`);
}

/** Making a room. @throws {Forbidden} */
export function mayCreateRoom(actor: Actor): void {
  if (actor.role === "guest") throw new Forbidden("Guests may not make rooms");
}

/** Opening a conversation. @throws {Forbidden} */
export function mayWriteDirect(actor: Actor, { guestsDirect }: { guestsDirect: boolean }): void {
  if (actor.role !== "guest" || guestsDirect) return;
  throw new Forbidden("Guests may not write in private");
}

/** Coming into a room by oneself. @throws {Forbidden} */
export function mayJoin(access: Access): void {
  if (access.role) return;
  if (access.excluded) throw new Forbidden("Removed from this room: only an invitation leads back");
}

/**
 * Bringing somebody into a room; where it answers true, also one who was removed from it.
 * @throws {Forbidden}
 */
export function mayInvite(access: Access): boolean {
  if (access.kind === "direct") throw new Forbidden("Nobody can be added to a direct room");
  if (access.standing === "guest") throw new Forbidden("Guests may not invite");
  mayRead(access);
  return isRoomModerator(access);
}

/** Leaving a room. @throws {Forbidden} */
export function mayLeave(access: Access): void {
  mayRead(access);
  if (access.kind === "direct") throw new Forbidden("A direct room cannot be left");
}

/** Changing a room itself, be it to what it is already. @throws {Forbidden} */
export function mayEditRoom(
  access: Access,
  { kind, archived }: { kind?: unknown; archived?: unknown },
): void {
  if (access.kind === "direct") throw new Forbidden("A direct room cannot be changed");
  if (!isRoomModerator(access)) throw new Forbidden("Only owners and moderators may do this");
  if (kind !== undefined || archived !== undefined) requireOwner(access);
}

/** Ending a room for good. @throws {Forbidden} */
export function mayEraseRoom(access: Access): void {
  if (access.kind === "direct") throw new Forbidden("A direct room cannot be deleted");
  requireOwner(access);
}

/** Making somebody an owner, or one no more. @throws {Forbidden} */
export function mayAppoint(access: Access): void {
  if (access.kind === "direct") throw new Forbidden("A direct room has no owner");
  requireOwner(access);
}

/** Asking to put somebody out of a room, whoever it may be. @throws {Forbidden} */
export function mayRemoveSomebody(access: Access): void {
  if (access.kind === "direct") throw new Forbidden("Nobody can be removed from a direct room");
  if (!isRoomModerator(access)) throw new Forbidden("Only owners and moderators may do this");
}

/** Putting this member out of a room. @throws {Forbidden} */
export function mayRemove(actor: Actor, access: Access, target: Target): void {
  mayRemoveSomebody(access);
  requireAnother(actor, target);
  if (access.role === "owner" && target.membership !== "owner") return;
  if (!isStaff({ role: access.standing })) throw new Forbidden("An owner may not remove another");
  requireAbove(access.standing, target);
}

/** What only those who see to the server may do: the list of people, reports. @throws {Forbidden} */
export function mayModerate(actor: Actor): void {
  if (!isStaff(actor)) throw new Forbidden("Only moderators may do this");
}

/** Muting this person, or letting them speak again. @throws {Forbidden} */
export function mayMute(actor: Actor, target: Actor): void {
  mayModerate(actor);
  requireAnother(actor, target);
  requireAbove(actor.role, target);
}

/** Banning this person, or letting them come back. @throws {Forbidden} */
export function mayBan(actor: Actor, target: Actor): void {
  mayMute(actor, target);
}

/** What only the host may do. @throws {Forbidden} */
export function mayHost(actor: Actor): void {
  if (actor.role !== "host") throw new Forbidden("Only the host may do this");
}

/**
 * Giving this person a role.
 *
 * @throws {Forbidden}
 * @throws {Conflict} `field` "password", if the role asks for an account that nobody can lose
 */
export function mayAssignRole(
  actor: Actor,
  target: Actor,
  { role, hasPassword }: { role: Role; hasPassword: boolean },
): void {
  mayHost(actor);
  requireAnother(actor, target);
  if (isStaff({ role }) && !hasPassword) {
    throw new Conflict("Cannot give this role: the account has no password", { field: "password" });
  }
}

/** Freeing the name of this person. @throws {Forbidden} @throws {Conflict} if it is in use */
export function mayRelease(
  actor: Actor,
  target: Actor,
  { wrote, hasPassword }: { wrote: boolean; hasPassword: boolean },
): void {
  mayHost(actor);
  requireAnother(actor, target);
  if (wrote || hasPassword || isStaff(target)) {
    throw new Conflict("Cannot release the name: its account is in use");
  }
}

/** Deleting one's own account. @throws {Conflict} `field` "role", for a host */
export function mayEraseAccount({ role }: Actor): void {
  if (role !== "host") return;
  throw new Conflict("Cannot delete account: a host hands the role over first", { field: "role" });
}

/** Reading the log: all of it, or that of one room. @throws {Forbidden} */
export function mayReadAudit(actor: Actor, access: Access | undefined): void {
  if (access === undefined) return mayModerate(actor);
  if (!isRoomModerator(access)) throw new Forbidden("Only owners and moderators may do this");
}

/** Whether the person may take back also what others decided. */
export function undoesOthers(actor: Actor): boolean {
  return actor.role === "host";
}

function requireVoice({ mutedUntil }: Access, now: number): void {
  if ((mutedUntil ?? 0) > now) throw new Forbidden("Muted: cannot write for now");
}

function requireOwner({ role, standing }: Access): void {
  if (role !== "owner" && standing !== "host") throw new Forbidden("Only owners may do this");
}

function requireAnother(actor: Actor, target: Actor): void {
  if (actor.id === target.id) throw new Forbidden("Nobody may do this to themselves");
}

function requireAbove(standing: Role, target: Actor): void {
  if (standing === "host" || RANKS[standing] > RANKS[target.role]) return;
  throw new Forbidden("Moderators may not act on the host or on one another");
}
