import { expect } from "expect";
import type { User } from "@/lib/chat/model.ts";
import type { RoomFeedProps } from "@/lib/client/room_feed.ts";
import type { LoadedPage } from "@/lib/client/timeline.ts";
import { FakeWire } from "@/tests/lib/client/fake_wire.ts";
import { bruno, geral, message, welcome } from "@/tests/lib/client/world.ts";
import { turn } from "@/tests/support/fake_clock.ts";
import { Person } from "@/tests/support/person.ts";
import { Book } from "../record/book.ts";
import { Device } from "./device.ts";
import { Road } from "./road.ts";
import { Tab } from "./tab.ts";
import { Tap, type TapEvents } from "./tap.ts";

class Bruno extends Person {
  override get user(): User {
    return bruno;
  }
}

/** Bruno's machine, whose connections and pages are the test's. */
class ScriptedDevice extends Device {
  readonly wires: FakeWire[] = [];
  readonly pages: PromiseWithResolvers<LoadedPage>[] = [];

  override openRoom(): Promise<RoomFeedProps> {
    const { store } = welcome() as { store: string };
    return Promise.resolve({
      ...{ store, me: bruno, room: geral, messages: [message(1)], rev: 1, more: false },
    });
  }

  override loadPage(): Promise<LoadedPage> {
    const page = Promise.withResolvers<LoadedPage>();
    this.pages.push(page);
    return page.promise;
  }

  override dial(
    _book: Book,
    _names: unknown,
    events: Pick<TapEvents, "heard" | "ended">,
  ): Tap {
    const wire = new FakeWire();
    this.wires.push(wire);
    return new Tap(wire, { said() {}, ...events });
  }

  /** The server takes the last connection, and greets. */
  live(): FakeWire {
    const wire = this.wires.at(-1)!;
    wire.open();
    wire.say(welcome({ me: bruno }));
    return wire;
  }
}

/** Bruno's tab of geral, connected. */
async function openTab(road: Road) {
  const device = new ScriptedDevice("Bruno", new Bruno(""), road);
  const tab = new Tab(device, { slug: "geral", room: "geral" }, new Book(1));
  await tab.open();
  return { device, tab, wire: device.live() };
}

Deno.test("after a reset the tab has been told as far as its page, and what came before that", async () => {
  await using road = new Road(0);
  const { device, tab, wire } = await openTab(road);
  wire.say({ t: "reset", room: 1, rev: 7 });
  expect(tab.rev).toBe(undefined);
  wire.say({ t: "events", room: 1, from: 7, to: 8, messages: [message(8)] });
  device.pages[0]?.resolve({ messages: [message(7)], rev: 7, more: false });
  await turn();
  expect(tab.rev).toBe(8);
  tab.close();
});

Deno.test("what a connection says that the client has let go of, the tab has not been told", async () => {
  await using road = new Road(0);
  const { device, tab, wire } = await openTab(road);
  wire.say({ t: "reset", room: 1, rev: 7 });
  tab.sleep();
  // Said just before, and on its way when the connection was closed.
  wire.say({ t: "reset", room: 1, rev: 8 });
  wire.say(welcome({ me: bruno }));
  device.pages[0]?.resolve({ messages: [message(7)], rev: 7, more: false });
  await turn();
  expect([tab.rev, tab.welcomed]).toEqual([7, false]);
  tab.wake();
  device.live();
  expect(device.pages.length).toBe(1);
  expect([tab.rev, tab.welcomed, device.wires.at(-1)?.framesOf("hello")[0]?.rooms])
    .toEqual([7, true, { 1: 7 }]);
  tab.close();
});
