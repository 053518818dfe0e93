import type { User } from "@/lib/chat/model.ts";
import { mayWrite } from "@/lib/chat/policy.ts";
import type { ClientFrame } from "@/lib/chat/protocol.ts";
import type { Access } from "@/lib/chat/store.ts";
import type { Peer } from "./peer.ts";
import type { Shared } from "./shared.ts";

/** The names of the frames that say what somebody is about. */
export const SIGNALS = ["read", "typing", "away"] as const;

/** A frame that says what somebody is about; answered only where it is refused. */
export type Signal = Extract<ClientFrame, { t: (typeof SIGNALS)[number] }>;

/** Whether a frame says what somebody is about. */
export function isSignal(frame: ClientFrame): frame is Signal {
  return SIGNALS.some((name) => name === frame.t);
}

/** Whose signals they are. */
export interface Signaller {
  readonly user: User;
  /** Names the session. */
  readonly key: string;
  /** Their socket, if they have one. */
  readonly peer?: Peer | undefined;
}

/**
 * Takes a signal, and tells of it whoever is to know.
 *
 * @throws {NotFound} if the room is not theirs to see
 * @throws {Forbidden} if they may not do there what they say they do
 * @throws {Unavailable} if the store is away
 */
export async function signal(frame: Signal, from: Signaller, shared: Shared): Promise<void> {
  if (frame.t === "read") return await read(frame, from, shared);
  if (frame.t === "typing") return await type(frame, from, shared);
  const { user: { id: user }, key, peer } = from;
  if (peer) shared.presence.turn(peer, frame.on);
  else shared.presence.turnSession({ key, user, away: frame.on });
}

type Of<T extends Signal["t"]> = Extract<Signal, { t: T }>;

async function read({ room, seq, back }: Of<"read">, from: Signaller, shared: Shared) {
  const taking = () => shared.chat.read(from.user.id, { room, seq, ...(back ? { back } : {}) });
  if (from.peer) await shared.reads.from(from.peer, room, taking);
  else await taking();
}

async function type({ room: id, on }: Of<"typing">, { user }: Signaller, shared: Shared) {
  const { chat, rooms, rosters, typing } = shared;
  if (!on) return typing.end(id, user.id);
  const open = rooms.get(id);
  if (open && typing.isFresh(open, user.id)) return;
  await requireVoice(await chat.access(user.id, id), shared);
  const [room] = await rooms.open([id]);
  if (!room) return;
  await rosters.look([room]);
  typing.begin(room, user);
}

// Who may not write does not type either.
async function requireVoice(access: Access, { clock, store }: Shared): Promise<void> {
  const asks = access.kind === "direct" && access.standing === "guest";
  const guestsDirect = !asks || (await store.server.settings()).guestsDirect;
  mayWrite(access, { now: clock.now(), guestsDirect });
}
