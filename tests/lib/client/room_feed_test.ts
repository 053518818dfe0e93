import { expect } from "expect";
import type { Message } from "@/lib/chat/model.ts";
import { HistoryError } from "@/lib/client/history.ts";
import { MemoryShelf } from "@/lib/client/outbox_shelf.ts";
import { RoomFeed } from "@/lib/client/room_feed.ts";
import type { LoadedPage } from "@/lib/client/timeline.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";
import { FakeWire } from "./fake_wire.ts";
import { ana, bruno, clientId, geral, message, welcome } from "./world.ts";

const STORE = "a".repeat(32);

function setUp({ seqs = [1, 2], more = false }: { seqs?: number[]; more?: boolean } = {}) {
  const clock = new FakeClock();
  const wires: FakeWire[] = [];
  const arrived: Message[][] = [];
  const asked: (number | undefined)[] = [];
  const pages: (LoadedPage | HistoryError)[] = [];
  const calls = { left: 0, signedOut: false };
  const messages = seqs.map((seq) => message(seq));
  const rev = seqs.at(-1) ?? 0;
  const feed = new RoomFeed({ store: STORE, me: ana, room: geral, messages, rev, more }, {
    ...{ shelf: new MemoryShelf(), clock, random: () => 0.5 },
    connect() {
      wires.push(new FakeWire());
      return wires.at(-1)!;
    },
    leave: () => calls.left++,
    arrived: (news) => arrived.push([...news]),
    load(_room, before) {
      asked.push(before);
      const page = pages.shift() ?? new HistoryError(503);
      return page instanceof Error ? Promise.reject(page) : Promise.resolve(page);
    },
    signedOut: () => Promise.resolve(calls.signedOut),
  });
  function live(changes: Record<string, unknown> = {}): FakeWire {
    const wire = wires.at(-1)!;
    wire.open();
    wire.say(welcome(changes));
    return wire;
  }
  const seen = () => feed.messages.value.map(({ seq }) => seq);
  return { clock, wires, arrived, asked, pages, calls, feed, live, seen };
}

function events(from: number, to: number, messages: Message[], room = 1) {
  return { t: "events", room, from, to, messages };
}

Deno.test("a feed shows the server's page at once, and greets with its cursor", () => {
  const { feed, live, seen } = setUp();
  expect(seen()).toEqual([1, 2]);
  feed.start();
  expect(live().framesOf("hello")).toEqual([{ t: "hello", rooms: { 1: 2 } }]);
  feed.stop();
});

Deno.test("what others write is told; what comes of another room is not", () => {
  const { feed, live, seen, arrived } = setUp();
  feed.start();
  const wire = live();
  wire.say(events(2, 3, [message(3)]));
  wire.say(events(0, 9, [message(9, { room: 2 })], 2));
  wire.say(events(3, 4, [message(4, { author: { id: 1, name: "Ana" } })]));
  expect(seen()).toEqual([1, 2, 3, 4]);
  expect(arrived.map((news) => news.map(({ seq }) => seq))).toEqual([[3]]);
  feed.stop();
});

Deno.test("a gap is pulled for once, and again only if the answer is long in coming", () => {
  const { feed, live, seen, clock } = setUp();
  feed.start();
  const wire = live();
  wire.say(events(4, 5, [message(5)]));
  wire.say(events(5, 6, [message(6)]));
  wire.say({ t: "head", room: 1, rev: 6 });
  expect(wire.framesOf("pull")).toEqual([{ t: "pull", room: 1, since: 2 }]);
  clock.pass(2_000);
  wire.say({ t: "head", room: 1, rev: 6 });
  expect(wire.framesOf("pull").length).toBe(2);
  wire.say(events(2, 6, [3, 4, 5, 6].map((seq) => message(seq))));
  expect(seen()).toEqual([1, 2, 3, 4, 5, 6]);
  feed.stop();
});

Deno.test("a pull that is refused for now is made again", () => {
  const { feed, live, clock } = setUp();
  feed.start();
  const wire = live();
  wire.say({ t: "head", room: 1, rev: 6 });
  wire.say({
    ...{ t: "nack", re: "pull", room: 1, code: "unavailable", message: "away", retry: true },
    afterMs: 700,
  });
  clock.pass(700);
  expect(wire.framesOf("pull").length).toBe(2);
  feed.stop();
});

Deno.test("an own message is there at once, once, and in its place after the ack", async () => {
  const { feed, live, seen } = setUp();
  feed.start();
  const wire = live();
  feed.post("oi");
  expect(feed.unsent.value.map((entry) => entry.body)).toEqual(["oi"]);
  await turn();
  const [{ id } = { id: "" }] = wire.framesOf("send");
  const at = "2026-03-02T09:00:01.000Z";
  wire.say({ t: "ack", id, room: 1, seq: 4, rev: 4, at });
  expect(feed.unsent.value).toEqual([]);
  expect(seen()).toEqual([1, 2, 4]);
  const own = message(4, { id: String(id), body: "oi", author: { id: 1, name: "Ana" } });
  wire.say(events(2, 4, [message(3), own]));
  expect(seen()).toEqual([1, 2, 3, 4]);
  feed.stop();
});

Deno.test("an own message whose ack was lost is not shown twice, nor sent again", async () => {
  const { feed, live, wires, clock } = setUp();
  feed.start();
  feed.post("oi");
  await turn();
  live();
  const id = String(wires[0]!.framesOf("send")[0]?.id);
  wires[0]!.end();
  clock.pass(500);
  const wire = live();
  const own = message(3, { id, body: "oi", author: { id: 1, name: "Ana" } });
  wire.say(events(2, 3, [own]));
  expect(feed.unsent.value).toEqual([]);
  expect(feed.messages.value.map(({ body }) => body)).toEqual(["mensagem 1", "mensagem 2", "oi"]);
  wire.end();
  clock.pass(60_000);
  live();
  expect(wires.at(-1)!.framesOf("send")).toEqual([]);
  feed.stop();
});

Deno.test("somebody else's message under the same client id is somebody else's", async () => {
  const { feed, live } = setUp();
  feed.start();
  const wire = live();
  feed.post("oi");
  await turn();
  const id = String(wire.framesOf("send")[0]?.id);
  wire.say(events(2, 3, [message(3, { id, author: { id: 2, name: "Bruno" } })]));
  expect(feed.unsent.value.map((entry) => entry.body)).toEqual(["oi"]);
  feed.stop();
});

Deno.test("a reset starts afresh from the last page, asked for until it comes", async () => {
  const { feed, live, seen, pages, asked, clock } = setUp();
  feed.start();
  const wire = live();
  feed.post("minha");
  pages.push(new HistoryError(503), { messages: [message(7)], rev: 7, more: true });
  wire.say({ t: "reset", room: 1, rev: 8 });
  wire.say(events(7, 8, [message(8)]));
  await turn();
  expect(seen()).toEqual([1, 2]);
  clock.pass(500);
  await turn();
  expect(seen()).toEqual([7, 8]);
  expect(asked).toEqual([undefined, undefined]);
  expect(feed.unsent.value.map((entry) => entry.body)).toEqual(["minha"]);
  feed.stop();
});

Deno.test("older messages come a page at a time, until there are none", async () => {
  const { feed, seen, pages, asked } = setUp({ seqs: [10, 11], more: true });
  pages.push({ messages: [message(8), message(9)], rev: 11, more: true }, new HistoryError(503));
  const first = feed.loadOlder();
  await feed.loadOlder();
  await first;
  expect(seen()).toEqual([8, 9, 10, 11]);
  await feed.loadOlder();
  expect(feed.older.value).toBe("failed");
  pages.push({ messages: [message(7)], rev: 11, more: false });
  await feed.loadOlder();
  expect(feed.whole.value).toBe(true);
  await feed.loadOlder();
  expect(asked).toEqual([10, 8, 8]);
});

Deno.test("being without a connection is said only after 5 s", () => {
  const { feed, live, clock } = setUp();
  feed.start();
  clock.pass(4_999);
  expect(feed.cutOff.value).toBe(false);
  clock.pass(1);
  expect(feed.cutOff.value).toBe(true);
  clock.pass(10_000);
  live();
  expect(feed.cutOff.value).toBe(false);
  feed.stop();
});

Deno.test("slow mode is known from the greeting on", () => {
  const { feed, live } = setUp();
  feed.start();
  const wire = live({ mode: "slow" });
  expect(feed.slow.value).toBe(true);
  wire.say({ t: "mode", mode: "live" });
  expect(feed.slow.value).toBe(false);
  feed.stop();
});

Deno.test("a page of Ana's sends nothing once Bruno is signed in", async () => {
  const { feed, live, calls } = setUp();
  feed.start();
  feed.post("da Ana");
  await turn();
  const wire = live({ me: bruno });
  expect(wire.framesOf("send")).toEqual([]);
  expect(calls.left).toBe(1);
  feed.stop();
});

Deno.test("whoever is signed out elsewhere leaves the page", async () => {
  const closed = setUp();
  closed.feed.start();
  closed.live().end(4403);
  expect(closed.calls.left).toBe(1);

  const refused = setUp();
  refused.calls.signedOut = true;
  refused.feed.start();
  refused.wires[0]!.end();
  await turn();
  expect(refused.calls.left).toBe(1);
  refused.feed.stop();

  const away = setUp();
  away.feed.start();
  away.wires[0]!.end();
  await turn();
  expect(away.calls.left).toBe(0);
  away.feed.stop();
});

Deno.test("a room that is gone is left; another one's end is none of ours", () => {
  const { feed, live, calls } = setUp();
  feed.start();
  const wire = live();
  wire.say({ t: "gone", room: 2 });
  expect(calls.left).toBe(0);
  wire.say({ t: "gone", room: 1 });
  expect(calls.left).toBe(1);
  feed.stop();
});

Deno.test("another database under the same address: start afresh, and send nothing unasked", async () => {
  const { feed, live, pages, seen } = setUp();
  feed.start();
  feed.post("para a outra");
  await turn();
  pages.push({ messages: [message(1, { id: clientId(99) })], rev: 1, more: false });
  const wire = live({ store: "b".repeat(32) });
  await turn();
  expect(seen()).toEqual([1]);
  expect(feed.messages.value[0]?.id).toBe(clientId(99));
  expect(wire.framesOf("send")).toEqual([]);
  expect(feed.unsent.value.map(({ state, why }) => [state, why])).toEqual([["failed", "store"]]);
  feed.stop();
});

Deno.test("a feed that is stopped leaves no timer", () => {
  const { feed, clock, live } = setUp();
  feed.start();
  live();
  feed.stop();
  expect(clock.waiting).toBe(0);
});
