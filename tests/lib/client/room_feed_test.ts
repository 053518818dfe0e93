import { expect } from "expect";
import { HistoryError } from "@/lib/client/history_error.ts";
import { MemoryShelf } from "@/lib/client/outbox_shelf.ts";
import { turn } from "../../support/fake_clock.ts";
import { kept, OWNER } from "./desk.ts";
import { events, setUp } from "./feed_scene.ts";
import { clientId, message } from "./world.ts";

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

Deno.test("that somebody came in, or that the topic is another, is no news", () => {
  const { feed, live, seen, arrived } = setUp();
  feed.start();
  const line = (seq: number) => message(seq, { kind: "system", body: "joined" });
  live().say(events(2, 5, [line(3), message(4), line(5)]));
  expect(seen()).toEqual([1, 2, 3, 4, 5]);
  expect(arrived.map((news) => news.map(({ seq }) => seq))).toEqual([[4]]);
  feed.stop();
});

Deno.test("a gap is pulled for once, and again only if the answer is long in coming", () => {
  const { feed, live, seen, clock, arrived } = setUp();
  feed.start();
  const wire = live();
  wire.say(events(4, 5, [message(5)]));
  expect(arrived).toEqual([]);
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

Deno.test("a room of which nothing is known yet is asked for once", () => {
  const { feed, live, seen } = setUp({ seqs: [] });
  feed.start();
  const wire = live();
  for (const rev of [1, 2]) wire.say({ t: "head", room: 1, rev });
  expect(wire.framesOf("pull")).toEqual([{ t: "pull", room: 1, since: 0 }]);
  wire.say(events(0, 2, [message(1), message(2)]));
  expect(seen()).toEqual([1, 2]);
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
  live();
  await turn();
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

Deno.test("older messages come a page at a time, until there are none", async () => {
  const { feed, seen, pages, asked } = setUp({ seqs: [10, 11], more: true });
  pages.push({ messages: [message(8), message(9)], rev: 11, more: true }, new HistoryError(503));
  const first = feed.pages.loadOlder();
  await feed.pages.loadOlder();
  await first;
  expect(seen()).toEqual([8, 9, 10, 11]);
  await feed.pages.loadOlder();
  expect(feed.pages.older.value).toBe("failed");
  pages.push({ messages: [message(7)], rev: 11, more: false });
  await feed.pages.loadOlder();
  expect(feed.whole.value).toBe(true);
  await feed.pages.loadOlder();
  expect(asked).toEqual([{ before: 10 }, { before: 8 }, { before: 8 }]);
});

Deno.test("what was for another database shows in whatever room, and not what waits for another room", async () => {
  const shelf = new MemoryShelf();
  await shelf.put({ ...kept(7, "da outra"), room: 2, store: "b".repeat(32) });
  await shelf.put({ ...kept(8, "para a cozinha"), room: 2 });
  const { feed } = setUp({ shelf });
  feed.start();
  await turn();
  expect(feed.unsent.value.map(({ body, why }) => [body, why])).toEqual([["da outra", "store"]]);
  feed.stop();
});

Deno.test("a question whose answer is lost is asked again", () => {
  const { feed, live, seen, clock } = setUp();
  feed.start();
  const wire = live();
  wire.say({ t: "head", room: 1, rev: 3 });
  clock.pass(2_000);
  expect(wire.framesOf("pull").length).toBe(2);
  wire.say(events(2, 3, [message(3)]));
  expect(seen()).toEqual([1, 2, 3]);
  clock.pass(4_000);
  expect(wire.framesOf("pull").length).toBe(2);
  feed.stop();
});

Deno.test("what Bruno wrote before is told, though an own message stands below it already", async () => {
  const { feed, live, arrived } = setUp();
  feed.start();
  const wire = live();
  feed.post("oi");
  await turn();
  const id = String(wire.framesOf("send")[0]?.id);
  wire.say({ t: "ack", id, room: 1, seq: 4, rev: 4, at: message(4).at });
  wire.say(events(2, 4, [message(3), message(4, { id, author: { id: 1, name: "Ana" } })]));
  wire.say(
    events(4, 6, [message(3, { rev: 5, body: "corrigida" }), message(6, { deleted: true })]),
  );
  expect(arrived.map((news) => news.map(({ seq }) => seq))).toEqual([[3]]);
  feed.stop();
});

Deno.test("what waits for another room is sent too, and is not to be seen here", async () => {
  const shelf = new MemoryShelf();
  await shelf.put({ ...kept(7, "para a cozinha"), room: 2 });
  const { feed, live, seen } = setUp({ shelf });
  feed.start();
  const wire = live();
  await turn();
  expect(feed.unsent.value).toEqual([]);
  const [sent] = wire.framesOf("send");
  expect(sent).toEqual({ t: "send", id: clientId(7), room: 2, body: "para a cozinha" });
  wire.say({ t: "ack", id: clientId(7), room: 2, seq: 3, rev: 3, at: message(3).at });
  await turn();
  expect(await shelf.load(OWNER)).toEqual([]);
  expect(seen()).toEqual([1, 2]);
  feed.stop();
});
