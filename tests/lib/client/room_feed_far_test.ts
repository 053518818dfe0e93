import { expect } from "expect";
import { clipTimeline } from "@/lib/client/clip_timeline.ts";
import { HistoryError } from "@/lib/client/history_error.ts";
import type { LoadedPage } from "@/lib/client/timeline.ts";
import { events, setUp } from "./feed_scene.ts";
import { message } from "./world.ts";

const all = () => true;

function page(seqs: number[], { more = true, newer = false, rev = 99 } = {}): LoadedPage {
  return { messages: seqs.map((seq) => message(seq)), rev, more, newer };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

Deno.test("one goes to another place, and on from there to the newest", async () => {
  const { feed, seen, pages, asked, live, arrived } = setUp({ seqs: [90, 91], more: true });
  feed.start();
  const wire = live();
  pages.push(page([40, 41], { newer: true }), page([42, 43], { newer: true }), page([90, 91]));
  expect(await feed.pages.go({ around: 41 }, all)).toBe(true);
  expect([seen(), feed.attached.value, feed.whole.value]).toEqual([[40, 41], false, false]);
  wire.say(events(91, 92, [message(92)]));
  expect(seen()).toEqual([40, 41]);
  expect(arrived.flat().map(({ seq }) => seq)).toEqual([92]);
  await feed.pages.loadNewer();
  expect(seen()).toEqual([40, 41, 42, 43]);
  await feed.pages.loadNewer();
  expect([seen(), feed.attached.value]).toEqual([[40, 41, 42, 43, 90, 91, 92], true]);
  await feed.pages.loadNewer();
  expect(asked).toEqual([{ around: 41 }, { after: 41 }, { after: 43 }]);
  feed.stop();
});

Deno.test("where a page does not suit, or does not come, everything stays as it was", async () => {
  const { feed, seen, pages } = setUp({ seqs: [90, 91], more: true });
  pages.push(page([40], { newer: true }), new HistoryError(503), page([40], { newer: true }));
  expect(await feed.pages.go({ around: 41 }, () => false)).toBe(false);
  expect([seen(), feed.pages.newer.value]).toEqual([[90, 91], "idle"]);
  expect(await feed.pages.go({ around: 41 }, all)).toBe(false);
  expect([seen(), feed.pages.newer.value]).toEqual([[90, 91], "failed"]);
  expect(await feed.pages.go({ around: 40 }, all)).toBe(true);
  expect([seen(), feed.pages.newer.value]).toEqual([[40], "idle"]);
});

Deno.test("a page that could not be had is asked for again once there is a connection", async () => {
  const { feed, seen, pages, asked, live } = setUp({ seqs: [90, 91], more: true });
  feed.start();
  live();
  pages.push(new HistoryError(503), page([88, 89], { more: false }));
  await feed.pages.loadOlder();
  expect(feed.pages.older.value).toBe("failed");
  live();
  await turn();
  expect([asked, seen()]).toEqual([[{ before: 90 }, { before: 90 }], [88, 89, 90, 91]]);
  live();
  await turn();
  expect(asked.length).toBe(2);
  feed.stop();
});

Deno.test("of two places that are asked for, the later one is gone to", async () => {
  const { feed, seen, pages } = setUp({ seqs: [90], more: true });
  const first = Promise.withResolvers<LoadedPage>();
  pages.push(first.promise, page([60], { newer: true }));
  const going = feed.pages.go({ around: 40 }, all);
  expect(await feed.pages.go({ around: 60 }, all)).toBe(true);
  first.resolve(page([40], { newer: true }));
  expect(await going).toBe(false);
  expect([seen(), feed.pages.newer.value]).toEqual([[60], "idle"]);
});

Deno.test("whoever writes from afar is at the end at once, and what is before it comes", async () => {
  const { feed, seen, pages, asked, live } = setUp({ seqs: [90, 91], more: true });
  feed.start();
  const wire = live();
  pages.push(page([40], { newer: true }), page([90, 91], { rev: 91 }));
  await feed.pages.go({ around: 40 }, all);
  feed.attach();
  feed.post("de longe");
  expect([seen(), feed.attached.value]).toEqual([[], true]);
  await turn();
  expect(feed.unsent.value.map(({ body }) => body)).toEqual(["de longe"]);
  expect([seen(), asked.at(-1)]).toEqual([[90, 91], { before: 92 }]);
  const id = String(wire.framesOf("send")[0]?.id);
  wire.say({ t: "ack", id, room: 1, seq: 92, rev: 92, at: message(1).at });
  expect(seen()).toEqual([90, 91, 92]);
  expect(feed.unsent.value).toEqual([]);
  feed.stop();
});

Deno.test("a reset does not tear a reader away from where they read", async () => {
  const place = { seq: undefined as number | undefined };
  const { feed, seen, pages, asked, live } = setUp({
    ...{ seqs: [90, 91], more: true },
    place: () => place.seq,
  });
  feed.start();
  const wire = live();
  pages.push(page([40, 41, 42], { newer: true }));
  await feed.pages.go({ around: 41 }, all);
  place.seq = 42;
  pages.push(page([41, 42, 43], { newer: true, rev: 500 }));
  wire.say({ t: "reset", room: 1, rev: 500 });
  await turn();
  expect([seen(), asked.at(-1), feed.attached.value]).toEqual([
    [41, 42, 43],
    { around: 42 },
    false,
  ]);
  // At the end the last page is loaded, wherever one looks.
  pages.push(page([498, 500], { rev: 500 }), page([500, 501], { rev: 501 }));
  await feed.pages.go({}, all);
  wire.say({ t: "reset", room: 1, rev: 501 });
  await turn();
  expect([seen(), asked.at(-1)]).toEqual([[500, 501], {}]);
  feed.stop();
});

Deno.test("who writes while a reset is on its way is at the end, too", async () => {
  const { feed, seen, pages, live } = setUp({ seqs: [90], more: true, place: () => 40 });
  feed.start();
  const wire = live();
  const first = Promise.withResolvers<LoadedPage>();
  pages.push(page([40], { newer: true }), first.promise, page([90], { rev: 200 }));
  await feed.pages.go({ around: 40 }, all);
  wire.say({ t: "reset", room: 1, rev: 200 });
  feed.attach();
  first.resolve(page([40], { newer: true, rev: 200 }));
  await turn();
  expect([seen(), feed.attached.value]).toEqual([[90], true]);
  feed.stop();
});

Deno.test("what was let go of comes again by pages", async () => {
  const { feed, seen, pages } = setUp({ seqs: [1, 2, 3, 4, 5] });
  const { timeline } = feed.pages;
  timeline.value = clipTimeline(timeline.value, { to: 3 });
  expect([seen(), feed.attached.value]).toEqual([[1, 2, 3], false]);
  pages.push(page([4, 5], { rev: 5 }));
  await feed.pages.loadNewer();
  expect([seen(), feed.attached.value]).toEqual([[1, 2, 3, 4, 5], true]);
  timeline.value = clipTimeline(timeline.value, { from: 4 });
  expect([seen(), feed.whole.value]).toEqual([[4, 5], false]);
});

Deno.test("a quote's origin comes with its page, or is asked for alone", async () => {
  const { feed, pages, asked, live } = setUp({ seqs: [90], more: true });
  feed.start();
  const wire = live();
  pages.push({
    ...page([40], { newer: true }),
    origins: [message(3)],
    replies: [{ seq: 40, by: [41] }],
  });
  await feed.pages.go({ around: 40 }, all);
  expect([feed.originOf(3)?.seq, feed.originOf(40)?.seq]).toEqual([3, 40]);
  wire.say(events(90, 92, [message(91, { replyTo: 40 }), message(92, { replyTo: 7 })]));
  expect(feed.repliesTo(40)).toEqual([41, 91]);
  pages.push(page([7], { newer: true }));
  expect(feed.originOf(7)).toBe(undefined);
  await turn();
  expect(feed.originOf(7)).toEqual(message(7));
  expect(asked.at(-1)).toEqual({ around: 7 });
  feed.stop();
});
