import { NotFound } from "@/lib/chat/errors.ts";
import { CLOSE } from "@/lib/chat/protocol.ts";
import type { Peer } from "./peer.ts";
import { encodeFrame } from "./encode.ts";
import type { LiveRoom } from "./live_room.ts";
import type { Shared } from "./shared.ts";
import { movedStandings, standingsOf } from "./standings.ts";

/**
 * Asks the store again who the person is and where they belong: the socket of one who is signed out
 * or banned is closed, rooms are joined and left.
 *
 * @throws {Unavailable} if the store is away
 */
export async function refresh(peer: Peer, shared: Shared): Promise<void> {
  const session = await peer.visitor.revalidate();
  const now = shared.clock.now();
  if (!session) {
    const expired = peer.session.expiresAt <= now;
    return expired
      ? peer.end(CLOSE.signedOut, "signed out")
      : peer.end(CLOSE.ended, "signed out elsewhere");
  }
  if ((session.bannedUntil ?? 0) > now) return peer.end(CLOSE.ended, "banned");
  shared.chat.forgetPerson(peer.userId);
  // The greeting may have read their rooms before, so that the next poll asks again; whoever is
  // signed out meanwhile does not have to be welcomed first.
  if (peer.isGreeting) return;
  if (peer.isLive) await move(peer, shared);
  peer.session = session;
}

async function move(peer: Peer, shared: Shared): Promise<void> {
  const { chat, rooms, rosters, presence } = shared;
  const memberships = await chat.memberships(peer.userId);
  const theirs = new Set(memberships.map(({ room }) => room));
  for (const room of [...peer.rooms.values()]) {
    if (theirs.has(room.id)) continue;
    peer.expel(room);
    rosters.note(room, peer.userId, false);
  }
  const anew = await rooms.open([...theirs].filter((id) => !peer.rooms.has(id)));
  await rosters.look(anew);
  for (const room of anew) {
    await introduce(peer, room, chat);
    rosters.note(room, peer.userId, true);
  }
  if (anew.length > 0) presence.owe(peer);
  await showStandings(peer, { chat, anew: new Set(anew.map(({ id }) => id)) });
}

/** Tells a person what role they have now in a room, and what they want to hear of. */
async function showStandings(
  peer: Peer,
  { chat, anew }: { chat: Shared["chat"]; anew: ReadonlySet<number> },
): Promise<void> {
  const views = await chat.rooms(peer.userId);
  const moved = movedStandings(peer.standings, views);
  peer.standings = standingsOf(views);
  for (const room of moved) {
    if (anew.has(room.id) || !peer.rooms.has(room.id)) continue;
    peer.outgoing.say(encodeFrame<"room">({ t: "room", room }));
  }
}

// As in a greeting: joined first with its frames held, then looked at, so that nothing falls between.
async function introduce(
  peer: Peer,
  room: LiveRoom,
  chat: Shared["chat"],
): Promise<void> {
  const { outgoing, userId } = peer;
  outgoing.hold();
  peer.join(room);
  try {
    const seen = await chat.room(userId, { id: room.id });
    outgoing.say(encodeFrame<"room">({ t: "room", room: seen }));
  } catch (error) {
    peer.leave(room);
    if (!(error instanceof NotFound)) throw error;
  } finally {
    outgoing.release();
  }
}
