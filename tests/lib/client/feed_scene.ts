import type { Message } from "@/lib/chat/model.ts";
import { HistoryError } from "@/lib/client/history_error.ts";
import type { Place } from "@/lib/client/timeline.ts";
import { MemoryShelf } from "@/lib/client/outbox_shelf.ts";
import { PageLine } from "@/lib/client/page_line.ts";
import { RoomFeed } from "@/lib/client/room_feed.ts";
import type { LoadedPage } from "@/lib/client/timeline.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { STORE } from "./desk.ts";
import { FakeWire } from "./fake_wire.ts";
import { ana, geral, message, welcome } from "./world.ts";
import { outboxOn } from "../../support/outbox_on.ts";

/** The room's page as it was opened: its messages by `seq`. */
interface Scene {
  seqs?: number[];
  more?: boolean;
  shelf?: MemoryShelf;
  /** The message that is being read, away from the end. */
  place?: () => number | undefined;
}

/** Ana's page of geral, whose wires, pages of history and time are the test's. */
export function setUp(
  { seqs = [1, 2], more = false, shelf = new MemoryShelf(), place = () => undefined }: Scene = {},
) {
  const clock = new FakeClock();
  const wires: FakeWire[] = [];
  const arrived: Message[][] = [];
  const asked: Place[] = [];
  const pages: (LoadedPage | HistoryError | Promise<LoadedPage>)[] = [];
  const reasons: string[] = [];
  const calls = { left: 0, signedOut: false };
  const messages = seqs.map((seq) => message(seq));
  const rev = seqs.at(-1) ?? 0;
  const line = new PageLine({
    ...{ clock, random: () => 0.5 },
    connect() {
      wires.push(new FakeWire());
      return wires.at(-1)!;
    },
    signedOut: () => Promise.resolve(calls.signedOut),
  });
  const feed = new RoomFeed({ store: STORE, me: ana, room: geral, messages, rev, more }, {
    ...{ outbox: outboxOn(shelf), clock, line, random: () => 0.5 },
    leave(why) {
      calls.left++;
      reasons.push(why);
    },
    arrived: (news) => arrived.push([...news]),
    place,
    load(_room, place = {}) {
      asked.push(place);
      const page = pages.shift() ?? new HistoryError(503);
      return page instanceof Error ? Promise.reject(page) : Promise.resolve(page);
    },
  });
  function live(changes: Record<string, unknown> = {}): FakeWire {
    const wire = wires.at(-1)!;
    wire.open();
    wire.say(welcome(changes));
    return wire;
  }
  const seen = () => feed.messages.value.map(({ seq }) => seq);
  return { clock, reasons, line, wires, arrived, asked, pages, calls, feed, live, seen };
}

/** What the server says has changed. */
export function events(from: number, to: number, messages: Message[], room = 1) {
  return { t: "events", room, from, to, messages };
}
