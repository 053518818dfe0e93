import { Unavailable } from "@/lib/chat/errors.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Peer } from "./peer.ts";
import { encodeFrame } from "./encode.ts";
import type { Shared } from "./shared.ts";
import { standingsOf } from "./standings.ts";

/** How far a client has the rooms that it names. */
export type Cursors = ReadonlyMap<number, number>;

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
    await shared.rosters.look(rooms);
    for (const room of rooms) {
      peer.join(room);
      shared.rosters.note(room, userId, true);
    }
    await welcome(peer, shared);
    peer.enter();
    for (const [id, since] of cursors) await bringUp(peer, id, since);
  } finally {
    outgoing.release();
  }
}

async function welcome(
  peer: Peer,
  { chat, store, bus, clock, presence, views }: Shared,
): Promise<void> {
  const rooms = await chat.rooms(peer.userId);
  peer.standings = standingsOf(rooms);
  for (const view of rooms) {
    const room = peer.rooms.get(view.id);
    if (room) views.note(room, view);
  }
  peer.outgoing.say(encodeFrame<"welcome">({
    t: "welcome",
    store: store.id,
    me: peer.session.user,
    rooms,
    ...presence.listFor(peer),
    now: new Date(clock.now()).toISOString(),
    limits: LIMITS,
    mode: bus.mode,
  }));
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
