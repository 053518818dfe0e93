import { Unavailable } from "@/lib/chat/errors.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Peer } from "./peer.ts";
import { encodeFrame } from "./encode.ts";
import type { LiveRoom } from "./live_room.ts";
import type { Shared } from "./shared.ts";

/** How far a client has the rooms that it names. */
export type Cursors = ReadonlyMap<number, number>;

/** People that `welcome` names, at most: presence is for groups that know one another. */
const ONLINE = 2_000;

/**
 * Answers `hello`: joins the rooms first, with what happens there held back, and reads afterwards;
 * so whatever is not in what was read comes after it.
 *
 * @throws {Unavailable} if the store is away
 */
export async function greet(
  peer: Peer,
  cursors: Cursors,
  shared: Shared,
): Promise<void> {
  const { outgoing, userId } = peer;
  outgoing.hold();
  try {
    const memberships = await shared.chat.memberships(userId);
    const rooms = await shared.rooms.open(memberships.map(({ room }) => room));
    for (const room of rooms) peer.join(room);
    await welcome(peer, rooms, shared);
    peer.enter();
    for (const [id, since] of cursors) await bringUp(peer, id, since);
  } finally {
    outgoing.release();
  }
}

async function welcome(
  peer: Peer,
  joined: readonly LiveRoom[],
  { chat, store, bus, clock }: Shared,
): Promise<void> {
  const rooms = await chat.rooms(peer.userId);
  peer.outgoing.say(encodeFrame<"welcome">({
    t: "welcome",
    store: store.id,
    me: peer.session.user,
    rooms,
    online: online(peer.userId, joined),
    now: new Date(clock.now()).toISOString(),
    limits: LIMITS,
    mode: bus.mode,
  }));
}

function online(me: number, rooms: readonly LiveRoom[]): number[] {
  const people = new Set([me]);
  for (const room of rooms) {
    for (const { userId } of room.members) {
      if (people.size >= ONLINE) return [...people];
      people.add(userId);
    }
  }
  return [...people];
}

async function bringUp(peer: Peer, id: number, since: number): Promise<void> {
  const { outgoing, pulls } = peer;
  if (outgoing.closed) return;
  const room = peer.rooms.get(id);
  if (!room) return outgoing.say(encodeFrame<"gone">({ t: "gone", room: id }));
  if (since === room.head) return;
  // Others must not wait for one that comes back with a great deal to catch up with.
  if (!pulls.free) return outgoing.nudge(room);
  try {
    await pulls.catchUp(room, since);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    outgoing.nudge(room);
  }
}
