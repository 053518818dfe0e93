import * as z from "zod/mini";
import type { Chat } from "./chat.ts";
import type { Clock } from "./clock.ts";
import { Conflict, NotFound } from "./errors.ts";
import { FileId, Id, Role, type User } from "./model.ts";
import { randomId } from "./random_id.ts";
import type { AuditNote, Store, Undoing } from "./store.ts";

/** What an undo works with. */
interface UndoParts {
  store: Store;
  chat: Chat;
  clock: Clock;
}

const Silenced = z.object({ until: z.optional(z.int()) });

const Deleted = z.object({
  body: z.string(),
  editedAt: z.optional(z.int()),
  mentions: z.optional(z.array(Id)),
  all: z.optional(z.literal(true)),
  files: z.optional(z.array(FileId)),
});
const Removed = z.object({ role: z.enum(["owner", "member"]) });
const Slowed = z.object({ slow: z.int() });
const Appointed = z.object({ role: Role });

/**
 * Does the opposite of a decision that was taken up to be undone.
 *
 * @throws {Conflict} if a decision of its kind cannot be undone
 * @throws {NotFound} if what it was about is gone
 */
export async function takeBack(actor: User, undoing: Undoing, parts: UndoParts): Promise<void> {
  const { target, room } = undoing;
  const about = { actor: actor.id, target, room };
  switch (undoing.action) {
    case "delete_message":
      return await restore(actor, undoing, parts);
    case "mute":
    case "ban":
      await release(actor, undoing, parts);
      return parts.chat.move([known(target)]);
    case "role": {
      const { role } = Appointed.parse(JSON.parse(undoing.undo));
      const note: AuditNote = { ...about, action: "role", detail: role };
      await parts.store.moderation.setRole(known(target), role, note);
      return parts.chat.move([known(target)]);
    }
    case "remove":
      return await readmit(actor, undoing, parts);
    case "lock":
    case "slow":
      return await reopen(actor, undoing, parts);
    default:
      throw new Conflict("This cannot be undone");
  }
}

/** What was there before goes on: a term that has not run out yet. */
async function release(actor: User, { action, target, undo }: Undoing, parts: UndoParts) {
  const { store: { moderation }, clock } = parts;
  const user = known(target);
  const { until = 0 } = Silenced.parse(JSON.parse(undo));
  const seconds = Math.ceil((until - clock.now()) / 1_000);
  const note = { actor: actor.id, target: user };
  if (seconds > 0) {
    const again: AuditNote = { ...note, action, detail: String(seconds) };
    if (action === "mute") await moderation.mute(user, seconds, again);
    else await moderation.ban(user, { seconds, address: false }, again);
  } else if (action === "mute") await moderation.mute(user, 0, { ...note, action: "unmute" });
  else await moderation.unban(user, { ...note, action: "unban" });
}

async function restore(actor: User, undoing: Undoing, { store, chat }: UndoParts) {
  const { target, room, seq, undo } = undoing;
  const { editedAt, mentions, all, files, body } = Deleted.parse(JSON.parse(undo));
  await chat.restore(actor, {
    id: randomId(),
    room: known(room),
    seq: known(seq),
    body,
    ...(editedAt === undefined ? {} : { editedAt }),
    ...(mentions === undefined ? {} : { mentions }),
    ...(all === undefined ? {} : { all }),
    ...(files === undefined ? {} : { files }),
  });
  const about = { target, room, seq };
  await store.moderation.note({ actor: actor.id, action: "restore_message", ...about });
}

async function readmit(actor: User, undoing: Undoing, { store, chat }: UndoParts) {
  const [room, user] = [known(undoing.room), known(undoing.target)];
  const { role } = Removed.parse(JSON.parse(undoing.undo));
  const back = await store.rooms.admit(room, user);
  if (role === "owner") await store.rooms.appoint(room, user, role);
  chat.move([user], room);
  const name = (await store.people.find([user])).get(user)?.name;
  if (back && name) await chat.tell(actor, room, { event: "invited", name });
  await store.moderation.note({ actor: actor.id, action: "readmit", target: user, room });
}

async function reopen(actor: User, undoing: Undoing, { store, chat }: UndoParts) {
  const room = known(undoing.room);
  const slow = undoing.action === "slow" ? Slowed.parse(JSON.parse(undoing.undo)).slow : undefined;
  await store.rooms.amend(room, slow === undefined ? { locked: false } : { slow });
  chat.move([], room);
  const note = slow === undefined
    ? { action: "unlock" as const }
    : { action: "slow" as const, detail: String(slow) };
  await store.moderation.note({ ...note, actor: actor.id, room });
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new NotFound("what was decided about");
  return value;
}
