import { expect } from "expect";
import { PollWire } from "@/lib/client/poll_wire.ts";
import { readFrame } from "@/lib/client/read_frame.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";
import { FakeRequests } from "./fake_requests.ts";
import { geral, message, welcome } from "./world.ts";

const cozinha = { ...geral, id: 2, slug: "cozinha", name: "cozinha", rev: 30 };

async function setUp({ resting = false } = {}) {
  const clock = new FakeClock();
  const requests = new FakeRequests();
  const told: Record<string, unknown>[] = [];
  const ends: number[] = [];
  const wire = new PollWire({ resting, read: readFrame, clock, fetch: requests.fetch });
  wire.addEventListener("message", (event) => {
    if (event instanceof MessageEvent) told.push(JSON.parse(event.data));
  });
  wire.addEventListener("close", (event) => {
    if (event instanceof CloseEvent) ends.push(event.code);
  });
  const opened = new Promise((resolve) => wire.addEventListener("open", resolve));
  await opened;
  wire.send(JSON.stringify({ t: "hello", rooms: { 1: 7 } }));
  /** Answers the poll under way, and lets the next one begin. */
  async function answer(...frames: unknown[]): Promise<void> {
    requests.last.answer({ frames });
    await turn();
    clock.pass(1_000);
    await turn();
  }
  const kinds = () => told.map(({ t }) => t);
  const urls = () => requests.all.map(({ url }) => url);
  return { clock, requests, told, ends, wire, answer, kinds, urls };
}

const events = (from: number, to: number, room = 1) => ({
  ...{ t: "events", room, from, to },
  messages: [{ ...message(to), room }],
});

Deno.test("PollWire asks for the welcome at once, and for news with patience", async () => {
  const { urls, kinds, answer, wire } = await setUp();
  expect(urls()).toEqual(["/api/v1/events?rooms=1:7&wait=0"]);
  await answer(welcome());
  expect(kinds()).toEqual(["welcome"]);
  expect(urls()[1]).toBe("/api/v1/events?rooms=1:7&wait=25");
  wire.close();
});

Deno.test("PollWire asks each time from where the last answer ended", async () => {
  const { urls, answer, wire, told } = await setUp();
  await answer(welcome(), events(7, 9));
  expect(urls().at(-1)).toContain("rooms=1:9&");
  // What was told before, and what is too early, moves nothing.
  await answer(welcome(), events(7, 8), events(12, 15));
  expect(urls().at(-1)).toContain("rooms=1:9&");
  await answer(welcome(), { t: "reset", room: 1, rev: 4 });
  expect(urls().at(-1)).toContain("rooms=1:4&");
  await answer(welcome(), events(4, 5), { t: "novelty" });
  expect(urls().at(-1)).toContain("rooms=1:5&");
  expect(told.at(-1)).toEqual({ t: "novelty" });
  wire.close();
});

Deno.test("PollWire follows the rooms that the welcome names, as a socket would", async () => {
  const { urls, answer, wire } = await setUp();
  await answer(welcome({ rooms: [geral, cozinha, { ...cozinha, id: 3, joined: false }] }));
  expect(urls().at(-1)).toContain("rooms=1:7,2:30&");
  await answer(
    welcome({ rooms: [geral, { ...cozinha, rev: 31, unread: 1 }] }),
    events(30, 31, 2),
  );
  expect(urls().at(-1)).toContain("rooms=1:7,2:31&");
  await answer(welcome({ rooms: [geral] }), { t: "gone", room: 2 });
  expect(urls().at(-1)).toContain("rooms=1:7&");
  wire.close();
});

Deno.test("PollWire tells one welcome, and of the later ones what has changed", async () => {
  const { kinds, told, answer, wire, urls } = await setUp();
  await answer(welcome());
  await answer(welcome({ now: "2026-03-02T09:00:25.000Z" }));
  expect(kinds()).toEqual(["welcome"]);
  await answer(welcome({ mode: "slow" }));
  await answer(welcome({ mode: "slow" }));
  expect(told.slice(1)).toEqual([{ t: "mode", mode: "slow" }]);
  await answer(welcome({ mode: "slow", rooms: [geral, cozinha] }));
  const renamed = { ...cozinha, name: "copa", rev: 31 };
  await answer(welcome({ mode: "slow", rooms: [geral, renamed] }));
  expect(told.slice(2)).toEqual([{ t: "room", room: cozinha }, { t: "room", room: renamed }]);
  expect(urls().at(-1)).toContain("rooms=1:7,2:30&");
  wire.close();
});

Deno.test("PollWire tells a welcome of somebody else, or of another database, and ends", async () => {
  for (const other of [{ me: { id: 2, name: "Bruno", role: "member" } }, { store: "b" }]) {
    const { kinds, told, answer, ends, requests } = await setUp();
    await answer(welcome());
    await answer(welcome(other), events(7, 8));
    expect(kinds()).toEqual(["welcome", "welcome"]);
    expect(told[1]).toMatchObject(other);
    expect(ends).toEqual([1_006]);
    expect(requests.all.length).toBe(2);
  }
});

Deno.test("PollWire posts what is said, ping too, and follows what it is answered", async () => {
  const { clock, requests, answer, wire, told, urls } = await setUp();
  await answer(welcome());
  const poll = requests.last;
  wire.send('{"t":"ping","n":1}');
  const { store } = welcome();
  const body = { me: 1, store, frames: [{ t: "ping" }] };
  expect(requests.last).toMatchObject({ method: "POST", body });
  requests.last.answer({ frames: [{ t: "pong", n: 1 }, events(7, 8)] });
  await turn();
  expect(told.slice(1)).toMatchObject([{ t: "pong", n: 1 }, { t: "events", to: 8 }]);
  poll.answer({ frames: [welcome()] });
  await turn();
  clock.pass(1_000);
  await turn();
  expect(urls().at(-1)).toContain("rooms=1:8&");
  wire.close();
});

Deno.test("PollWire waits a little after news, a second at least without, and not after 25 s", async () => {
  const { clock, requests, wire } = await setUp();
  const answerWith = async (...frames: unknown[]) => {
    requests.last.answer({ frames });
    await turn();
  };
  async function expectPause(ms: number): Promise<void> {
    const before = requests.all.length;
    if (ms > 0) {
      clock.pass(ms - 1);
      await turn();
      expect(requests.all.length).toBe(before);
      clock.pass(1);
    } else clock.pass(0);
    await turn();
    expect(requests.all.length).toBe(before + 1);
  }
  await answerWith(welcome());
  await expectPause(0);
  await answerWith(welcome());
  await expectPause(1_000);
  await answerWith(welcome(), events(7, 8));
  await expectPause(200);
  clock.pass(25_000);
  await answerWith(welcome());
  await expectPause(0);
  wire.close();
});

Deno.test("PollWire at rest holds no request open", async () => {
  const { clock, requests, urls, wire } = await setUp({ resting: true });
  requests.last.answer({ frames: [welcome()] });
  await turn();
  clock.pass(14_999);
  await turn();
  expect(urls().length).toBe(1);
  clock.pass(1);
  await turn();
  expect(urls()[1]).toBe("/api/v1/events?rooms=1:7&wait=0");
  wire.close();
});

Deno.test("PollWire ends as the server says, or as its status tells", async () => {
  const closed = await setUp();
  closed.requests.last.answer({ frames: [], close: { code: 4_403, reason: "banned" } });
  await turn();
  expect([closed.told, closed.ends]).toEqual([[], [4_403]]);
  const bye = await setUp();
  await bye.answer(welcome(), { t: "bye", reason: "restart", afterMs: 700 });
  expect([bye.kinds(), bye.ends]).toEqual([["welcome", "bye"], [1_012]]);
  for (const [status, code] of [[401, 4_401], [429, 4_429], [502, 1_006]] as const) {
    const { requests, ends } = await setUp();
    requests.last.answer({ error: {} }, status);
    await turn();
    expect([status, ends]).toEqual([status, [code]]);
  }
});

Deno.test("PollWire is lost without a welcome, and with a poll that nobody answers", async () => {
  const odd = await setUp();
  await odd.answer({ t: "nack", re: "hello", code: "unavailable", message: "", retry: true });
  expect(odd.ends).toEqual([1_006]);
  const mute = await setUp();
  await mute.answer(welcome());
  mute.clock.pass(32_999);
  await turn();
  expect(mute.ends).toEqual([]);
  mute.clock.pass(1);
  await turn();
  expect(mute.ends).toEqual([1_006]);
});

Deno.test("PollWire that its owner closes asks and says nothing more", async () => {
  const { clock, requests, told, ends, answer, wire } = await setUp();
  await answer(welcome());
  wire.close();
  expect(requests.last.signal?.aborted).toBe(true);
  requests.last.answer({ frames: [welcome(), events(7, 8)] });
  await turn();
  clock.pass(60_000);
  await turn();
  expect([told.length, ends, requests.all.length]).toEqual([1, [], 2]);
});

Deno.test("PollWire tells who came and went, what was read elsewhere, and how a room stands", async () => {
  const { told, answer, wire } = await setUp();
  await answer(welcome({ online: [1, 2], away: [2] }));
  await answer(welcome({ online: [1, 2], away: [2] }));
  expect(told.length).toBe(1);
  await answer(welcome({ online: [1], rooms: [{ ...geral, locked: true, readSeq: 7 }] }));
  expect(told.slice(1)).toEqual([
    { t: "presence", online: [1], away: [] },
    { t: "room", room: { ...geral, locked: true, readSeq: 7 } },
  ]);
  await answer(
    welcome({
      me: { id: 1, name: "Aninha", role: "member" },
      online: [1],
      // The events of the same answer tell these.
      rooms: [{ ...geral, locked: true, readSeq: 7, rev: 9, unread: 1 }],
    }),
  );
  expect(told.slice(3)).toEqual([
    { t: "person", user: { id: 1, name: "Aninha", role: "member" } },
  ]);
  wire.close();
});
