import { isStaff } from "@/lib/chat/policy.ts";
import type { Room, User } from "@/lib/chat/model.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import type { State } from "@/utils.ts";

/** What every page of somebody signed in shows beside itself; plain data. */
export interface Frame {
  me: User;
  rooms: Room[];
  /** Who is here and who of them is idle, of the people in the person's conversations. */
  online: number[];
  away: number[];
  /** What waits for a moderator; `undefined`: the person is none. */
  waiting: number | undefined;
  /** Sessions from new devices that nobody has looked at. */
  newDevices: number;
  mutedUntil: number | undefined;
}

/** Gathers it. @throws {Unauthenticated} if nobody is signed in */
export async function frameOf(state: State): Promise<Frame> {
  const { user: me, newDevices = 0, mutedUntil } = requireSession(state);
  const { chat, moderation } = state.services;
  const [rooms, waits] = await Promise.all([
    chat.rooms(me.id),
    isStaff(me) ? moderation.waiting(me) : undefined,
  ]);
  const waiting = waits && waits.reports + waits.knocks;
  return { me, rooms, ...presentIn(rooms, state), waiting, newDevices, mutedUntil };
}

function presentIn(rooms: readonly Room[], state: State): Pick<Frame, "online" | "away"> {
  const { presence } = state.services.hub;
  const people = new Set(rooms.flatMap((room) => room.with ?? []).map(({ id }) => id));
  const online = [...people].filter((id) => presence.isOnline(id));
  return { online, away: online.filter((id) => presence.isAway(id)) };
}

/** How much is unread in other rooms that the person wants to hear of. */
export function unreadElsewhere({ rooms }: Frame, current?: number): number {
  return rooms.filter(({ id, joined, notify }) => id !== current && joined && notify !== "nothing")
    .reduce((sum, { unread }) => sum + unread, 0);
}
