import type { Bus } from "@/lib/chat/bus.ts";
import type { Chat } from "@/lib/chat/chat.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import type { Log } from "@/lib/chat/log.ts";
import type { Store } from "@/lib/chat/store.ts";
import type { Turnstile } from "@/lib/chat/turnstile.ts";
import type { Budgets } from "./budgets.ts";
import type { Faces } from "./faces.ts";
import type { FloodGuard } from "./flood_guard.ts";
import type { InFlight } from "./in_flight.ts";
import type { Laggards } from "./laggards.ts";
import type { LiveRooms } from "./live_rooms.ts";
import type { Presence } from "./presence.ts";
import type { Reads } from "./reads.ts";
import type { Roll } from "./roll.ts";
import type { RoomViews } from "./room_views.ts";
import type { Rosters } from "./rosters.ts";
import type { StaffDesk } from "./staff_desk.ts";
import type { Typing } from "./typing.ts";

/** What the sockets need of the chat. */
export type ChatDoor = Pick<
  Chat,
  | "post"
  | "edit"
  | "delete"
  | "react"
  | "pin"
  | "rooms"
  | "room"
  | "memberships"
  | "access"
  | "read"
  | "forgetRoom"
  | "forgetPerson"
  | "onChange"
  | "onUnknown"
  | "onRead"
>;

/** What a hub works with. */
export interface HubParts {
  chat: ChatDoor;
  store: Pick<
    Store,
    "id" | "presentId" | "rooms" | "messages" | "people" | "server" | "moderation"
  >;
  bus: Bus;
  clock: Clock;
  log: Log;
}

/** What all connections of one hub have in common. */
export interface Shared extends HubParts {
  rooms: LiveRooms;
  roll: Roll;
  laggards: Laggards;
  flood: FloodGuard;
  /** The members of the live rooms. */
  rosters: Rosters;
  presence: Presence;
  typing: Typing;
  reads: Reads;
  faces: Faces;
  views: RoomViews;
  desk: StaffDesk;
  budgets: Budgets;
  /** Where those who have said hello wait for their turn. */
  greetings: Turnstile;
  /** Messages that were taken and have no answer yet. */
  posts: InFlight;
  /** The server stops: nothing more is taken. */
  draining: boolean;
}
