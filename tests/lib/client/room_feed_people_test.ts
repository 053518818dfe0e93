import { expect } from "expect";
import { RoomsFeed } from "@/lib/client/rooms_feed.ts";
import type { LoadedPage } from "@/lib/client/timeline.ts";
import { turn } from "../../support/fake_clock.ts";
import { events, setUp } from "./feed_scene.ts";
import { ana, geral, message } from "./world.ts";

const breno = { id: 2, name: "Breno", role: "member", hue: 4 };

Deno.test("who takes another name has it on all that they wrote, and nothing else changes", () => {
  const { feed, live } = setUp();
  feed.start();
  const wire = live();
  wire.say(events(2, 3, [message(3, { author: { id: 3, name: "Clara" } })]));
  const [, , clara] = feed.messages.value;
  wire.say({ t: "person", user: breno });
  expect(feed.messages.value.map(({ author }) => author)).toEqual([
    { id: 2, name: "Breno", hue: 4 },
    { id: 2, name: "Breno", hue: 4 },
    { id: 3, name: "Clara" },
  ]);
  expect(feed.messages.value[2]).toBe(clara);
  feed.stop();
});

Deno.test("a page that was asked for before somebody took another name shows the new one", async () => {
  const { feed, live, pages } = setUp({ seqs: [10, 11], more: true });
  feed.start();
  const wire = live();
  const page = Promise.withResolvers<LoadedPage>();
  pages.push(page.promise);
  const loading = feed.pages.loadOlder();
  wire.say({ t: "person", user: breno });
  page.resolve({ messages: [message(9)], rev: 11, more: true });
  await loading;
  expect(feed.messages.value.map(({ author }) => author.name)).toEqual(["Breno", "Breno", "Breno"]);
  feed.stop();
});

Deno.test("why one goes elsewhere is told apart: the room is gone, or nobody is signed in", () => {
  for (const [news, why] of [["gone", "gone"], ["end", "signed out"]]) {
    const { feed, live, reasons } = setUp();
    feed.start();
    const wire = live();
    if (news === "gone") wire.say({ t: "gone", room: 1 });
    else wire.end(4401);
    expect(reasons).toEqual([why]);
    feed.stop();
  }
});

Deno.test("how long a slow room takes no more is known, and the message goes then", async () => {
  const { feed, live, clock } = setUp();
  feed.start();
  const wire = live();
  feed.post("oi");
  await turn();
  const [{ id } = { id: "" }] = wire.framesOf("send");
  wire.say({
    ...{ t: "nack", re: "send", id, room: 1, code: "rate_limited", message: "slow", retry: true },
    afterMs: 25_000,
  });
  expect(feed.pausedUntil.value).toBe(clock.now() + 25_000);
  clock.pass(25_000);
  await turn();
  expect([feed.pausedUntil.value, wire.framesOf("send").length]).toEqual([undefined, 2]);
  feed.stop();
});

Deno.test("a server that is only away makes nobody wait for a slow room", async () => {
  const { feed, live } = setUp();
  feed.start();
  const wire = live();
  feed.post("oi");
  await turn();
  const [{ id } = { id: "" }] = wire.framesOf("send");
  wire.say({
    ...{ t: "nack", re: "send", id, room: 1, code: "unavailable", message: "away", retry: true },
    afterMs: 700,
  });
  expect(feed.pausedUntil.value).toBe(undefined);
  feed.stop();
});

Deno.test("a room that joins a line in use asks for what it has missed", () => {
  const { feed, line, live, seen } = setUp();
  const rail = new RoomsFeed({ me: ana, rooms: [geral], current: 1 }, {
    ...{ line, leave() {}, gone() {}, load: () => Promise.resolve(undefined) },
  });
  rail.start();
  const wire = live();
  expect(wire.framesOf("hello")).toEqual([{ t: "hello", rooms: {} }]);
  feed.start();
  expect(wire.framesOf("pull")).toEqual([{ t: "pull", room: 1, since: 2 }]);
  wire.say(events(2, 3, [message(3)]));
  expect(seen()).toEqual([1, 2, 3]);
  feed.stop();
  expect(wire.closed).toBe(false);
  rail.stop();
  expect(wire.closed).toBe(true);
});
