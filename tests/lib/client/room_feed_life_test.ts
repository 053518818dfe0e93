import { expect } from "expect";
import { HistoryError } from "@/lib/client/history_error.ts";
import { MemoryShelf } from "@/lib/client/outbox_shelf.ts";
import type { LoadedPage } from "@/lib/client/timeline.ts";
import { turn } from "../../support/fake_clock.ts";
import { kept } from "./desk.ts";
import { events, setUp } from "./feed_scene.ts";
import { ana, bruno, clientId, geral, message } from "./world.ts";

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
  expect(asked).toEqual([{}, {}]);
  expect(feed.unsent.value.map((entry) => entry.body)).toEqual(["minha"]);
  feed.stop();
});

Deno.test("a page that was asked for in vain for long is asked for at once when there is a connection again", async () => {
  const { feed, live, wires, seen, pages, asked, clock } = setUp();
  feed.start();
  live().say({ t: "reset", room: 1, rev: 8 });
  await clock.flow(20_000);
  const before = asked.length;
  wires.at(-1)!.end();
  await clock.flow(500);
  pages.push({ messages: [message(8)], rev: 8, more: false });
  live();
  await turn();
  expect([asked.length, seen()]).toEqual([before + 1, [8]]);
  await clock.flow(60_000);
  expect(asked.length).toBe(before + 1);
  feed.stop();
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

Deno.test("a feed that is stopped leaves no timer", async () => {
  const { feed, clock, live, pages } = setUp();
  feed.start();
  const wire = live();
  feed.post("oi");
  await turn();
  pages.push(new HistoryError(503));
  wire.say({ t: "head", room: 1, rev: 9 });
  wire.say({ t: "reset", room: 1, rev: 9 });
  feed.post("e mais");
  await turn();
  expect(clock.waiting).toBeGreaterThan(3);
  feed.stop();
  expect(clock.waiting).toBe(0);
});

Deno.test("a feed that was stopped while starting afresh goes on with that when it starts again", async () => {
  const { feed, live, seen, pages, asked, clock } = setUp();
  feed.start();
  pages.push(new HistoryError(503));
  live().say({ t: "reset", room: 1, rev: 8 });
  await turn();
  feed.stop();
  clock.pass(60_000);
  await turn();
  expect(asked.length).toBe(1);
  pages.push({ messages: [message(8)], rev: 8, more: false });
  feed.start();
  await turn();
  expect(seen()).toEqual([8]);
  feed.stop();
});

Deno.test("a load that fails after the feed was stopped is the end of it", async () => {
  const { feed, live, pages, clock } = setUp();
  feed.start();
  const page = Promise.withResolvers<LoadedPage>();
  pages.push(page.promise);
  live().say({ t: "reset", room: 1, rev: 8 });
  feed.stop();
  page.reject(new HistoryError(503));
  await turn();
  expect(clock.waiting).toBe(0);
});

Deno.test("a feed that starts again has 5 s to find a connection", () => {
  const { feed, clock } = setUp();
  feed.start();
  clock.pass(1_000);
  feed.stop();
  feed.probe();
  expect(clock.waiting).toBe(0);
  feed.start();
  clock.pass(4_999);
  expect(feed.cutOff.value).toBe(false);
  clock.pass(1);
  expect(feed.cutOff.value).toBe(true);
  feed.stop();
});

Deno.test("a question dies with its connection, and with a reset", async () => {
  const { feed, live, pages, clock, wires } = setUp();
  feed.start();
  live().say({ t: "head", room: 1, rev: 3 });
  wires[0]!.end();
  clock.pass(500);
  const wire = live();
  wire.say({ t: "head", room: 1, rev: 3 });
  expect(wire.framesOf("pull").length).toBe(1);
  pages.push(new Promise(() => {}));
  wire.say({ t: "reset", room: 1, rev: 3 });
  clock.pass(4_000);
  await turn();
  expect(wire.framesOf("pull").length).toBe(1);
  feed.stop();
});

Deno.test("a probe finds what another tab has left", async () => {
  const shelf = new MemoryShelf();
  const { feed, live } = setUp({ shelf });
  feed.start();
  const wire = live();
  await turn();
  await shelf.put(kept(7, "de outra aba"));
  feed.probe();
  await turn();
  expect(wire.framesOf("send")).toMatchObject([{ id: clientId(7) }]);
  feed.stop();
});

Deno.test("a feed that was stopped leads nobody elsewhere", async () => {
  const { feed, wires, calls } = setUp();
  calls.signedOut = true;
  feed.start();
  wires[0]!.end();
  feed.stop();
  await turn();
  expect(calls.left).toBe(0);
});

Deno.test("after long out of sight it asks at once for what is missing, and doubts the connection", () => {
  const { feed, line, live, clock, wires } = setUp();
  feed.start();
  const wire = live();
  line.resync();
  expect(wire.framesOf("pull")).toEqual([{ t: "pull", room: 1, since: 2 }]);
  expect(wire.framesOf("ping").length).toBe(1);
  clock.pass(2_000);
  clock.pass(500);
  expect(wires.length).toBe(2);
  line.resync();
  expect(wires.length).toBe(2);
  feed.stop();
});

Deno.test("under another database the same id may be somebody else's", async () => {
  const { feed, live, calls } = setUp();
  feed.start();
  feed.post("da Ana");
  const other = { id: ana.id, name: "Outra", role: "member" };
  const wire = live({ store: "b".repeat(32), me: other });
  await turn();
  expect(wire.framesOf("send")).toEqual([]);
  expect(calls.left).toBe(1);
  feed.stop();
});

Deno.test("under another database the same id may be another room's, or nobody's", async () => {
  for (const rooms of [[{ ...geral, slug: "cozinha" }], []]) {
    const { feed, live, calls, asked } = setUp();
    feed.start();
    feed.post("para a geral");
    const wire = live({ store: "b".repeat(32), rooms });
    await turn();
    expect([calls.left, asked, wire.framesOf("send")]).toEqual([1, [], []]);
    feed.stop();
  }
});
