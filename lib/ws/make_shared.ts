import { Turnstile } from "@/lib/chat/turnstile.ts";
import { Budgets } from "./budgets.ts";
import { Faces } from "./faces.ts";
import { FloodGuard } from "./flood_guard.ts";
import { InFlight } from "./in_flight.ts";
import { Laggards } from "./laggards.ts";
import { LiveRooms } from "./live_rooms.ts";
import { Names } from "./names.ts";
import { Presence } from "./presence.ts";
import { Reads } from "./reads.ts";
import { Roll } from "./roll.ts";
import { RoomViews } from "./room_views.ts";
import { Rosters } from "./rosters.ts";
import type { HubParts, Shared } from "./shared.ts";
import { StaffDesk } from "./staff_desk.ts";
import { Typing } from "./typing.ts";

/** Few enough to leave database connections to others, and less patience than a client has. */
const GREETINGS = { places: 4, patienceMs: 4_000 };

/** Puts together what the connections of one hub have in common. */
export function makeShared(parts: HubParts): Shared {
  const { store, bus, clock, log } = parts;
  const roll = new Roll();
  const rooms = new LiveRooms({
    ...{ store, bus, clock },
    heard(room, news) {
      if (news.kind === "reads") reads.hear(news.room, news.users);
      else void typing.hear(room, news);
    },
  });
  const rosters = new Rosters({
    ...{ store: store.rooms, clock },
    moved: (room, change) => presence.move(room, change),
  });
  const names = new Names(store.people, clock);
  const presence = new Presence({ bus, clock, people: store.people, roll, rosters, rooms });
  const typing = new Typing({ bus, clock, names, rosters });
  const reads = new Reads({ store: store.rooms, bus, clock, log, roll, rooms, rosters });
  return {
    ...parts,
    ...{ rooms, roll, rosters, presence, typing, reads },
    faces: new Faces({ store: store.people, rooms, rosters, roll, names }),
    desk: new StaffDesk({ store: store.moderation, roll }),
    views: new RoomViews({ store: store.rooms, clock }),
    laggards: new Laggards(clock),
    flood: new FloodGuard(clock),
    budgets: new Budgets(clock),
    greetings: new Turnstile({ ...GREETINGS, clock }),
    posts: new InFlight(),
    draining: false,
  };
}
