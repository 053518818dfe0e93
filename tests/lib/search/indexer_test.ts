import { expect } from "expect";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { Lag } from "@/lib/chat/store.ts";
import { Indexer } from "@/lib/search/indexer.ts";
import { Holdable } from "../../support/holdable.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";
import { RecordingLog } from "../../support/recording_log.ts";
import { openSqliteStore } from "../../support/sqlite_store.ts";
import { searcherOf } from "../store/cases/search_scene.ts";
import { geralOf, say, signUp } from "../store/world.ts";

/** An index that lacks nothing, and counts how often it is asked. */
function idle() {
  const clock = new FakeClock();
  const log = new RecordingLog();
  const answers: (Lag[] | Error)[] = [];
  const asked: number[] = [];
  const released: string[] = [];
  const never = () => Promise.reject(new Error("Nobody should ask for this"));
  const store = {
    leaseMs: 3_000,
    lagging: () => {
      asked.push(clock.now());
      const answer = answers.shift() ?? [];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    changed: never,
    put: never,
    wipe: never,
    clear: never,
    release: (holder: string) => Promise.resolve(void released.push(holder)),
  };
  const start = clock.now();
  return {
    clock,
    log,
    answers,
    asked,
    released,
    start,
    indexer: new Indexer({ store, clock, log }),
  };
}

Deno.test("an idle instance asks one question twice a second, and nothing once it is stopped", async () => {
  const { clock, asked, released, start, indexer } = idle();
  indexer.start();
  indexer.start();
  await clock.flow(1_700);
  expect(asked.map((at) => at - start)).toEqual([0, 500, 1_000, 1_500]);
  await indexer.stop();
  await clock.flow(2_000);
  expect([asked.length, clock.waiting, released.length]).toEqual([4, 0, 1]);
});

Deno.test("what is said here is looked for a fifth of a second later, once for all of it", async () => {
  const { clock, asked, start, indexer } = idle();
  indexer.wake();
  indexer.start();
  await clock.flow(200);
  for (let n = 0; n < 50; n++) indexer.wake();
  await clock.flow(250, 50);
  expect(asked.map((at) => at - start)).toEqual([0, 400]);
  await indexer.stop();
});

/** A store in which rooms lag at every look, and which takes 20 ms for a transaction. */
function lagging(clock: FakeClock, to: () => number, rooms = 1) {
  const puts: number[] = [];
  const start = clock.now();
  const texts = Array.from({ length: 200 }, (_, n) => ({
    ...{ seq: n + 1, rev: n + 1, n },
    spoken: { author: 1, body: "o bolo de fubá está pronto na cozinha", files: [] },
  }));
  const store = {
    leaseMs: 3_000,
    lagging: () => {
      const head = to();
      const all = Array.from({ length: rooms }, (_, n) => ({ room: n + 1, from: 0, to: head }));
      return Promise.resolve(all);
    },
    changed: () => Promise.resolve({ texts, to: 200 }),
    put: () => {
      puts.push(clock.now() - start);
      clock.pass(20);
      return Promise.resolve("done" as const);
    },
    wipe: () => Promise.resolve("done" as const),
    clear: () => Promise.resolve("done" as const),
    release: () => Promise.resolve(),
  };
  /** The shortest time from one transaction to the next, over a second or so. */
  const gap = async (ms = 1_000) => {
    const before = puts.length;
    await clock.flow(ms, 20);
    const gaps = puts.slice(before).map((at, n, all) => at - (all[n - 1] ?? NaN)).slice(2);
    return Math.min(...gaps);
  };
  return { store, puts, gap };
}

Deno.test("while people write the index rests three times as long as it works, until it is stopped", async () => {
  const clock = new FakeClock();
  const { store, puts, gap } = lagging(clock, () => 200);
  const indexer = new Indexer({ store, clock, log: new RecordingLog() });
  indexer.start();
  await turn();
  // Nobody writes: one after the other.
  expect(puts.slice(0, 3)).toEqual([0, 20, 40]);
  indexer.wake();
  expect(await gap()).toBe(80);
  indexer.wake();
  await indexer.stop();
  expect(clock.waiting).toBe(0);
});

Deno.test("it rests longer while they write more than it could take in", async () => {
  const clock = new FakeClock();
  let head = 1_200;
  const { store, gap } = lagging(clock, () => ++head);
  const indexer = new Indexer({ store, clock, log: new RecordingLog() });
  indexer.start();
  await turn();
  expect(await gap()).toBe(200);
  await indexer.stop();
});

Deno.test("it rests as well while they write by way of another instance", async () => {
  const clock = new FakeClock();
  let head = 200;
  let written = 0;
  const { store, gap } = lagging(clock, () => head += written);
  const indexer = new Indexer({ store, clock, log: new RecordingLog() });
  indexer.start();
  await turn();
  expect(await gap()).toBe(20);
  written = 5;
  expect(await gap()).toBe(80);
  await indexer.stop();
});

Deno.test("it goes on resting while it takes in what many rooms lack", async () => {
  const clock = new FakeClock();
  let head = 200;
  let written = 0;
  const { store, gap } = lagging(clock, () => head += written, 20);
  const indexer = new Indexer({ store, clock, log: new RecordingLog() });
  indexer.start();
  await turn();
  written = 1;
  // Some are still of the time before anybody wrote.
  await gap();
  expect(await gap(4_000)).toBeGreaterThanOrEqual(80);
  await indexer.stop();
});

Deno.test("a database that is away is asked again without a word; a fault is told", async () => {
  const { clock, log, answers, asked, indexer } = idle();
  answers.push(new Unavailable(), new TypeError("no such column"));
  indexer.start();
  await turn();
  expect(log.lines).toEqual([]);
  await clock.flow(1_000);
  expect(asked.length).toBe(3);
  expect(log.lines).toEqual([
    { level: "error", event: "index.failed", fields: { error: "TypeError" } },
  ]);
  await indexer.stop();
});

Deno.test("one run at a time, and a stop waits for what is under way", async () => {
  await using place = await openSqliteStore();
  const held = new Holdable(place.store.index);
  const author = await signUp(place.store, "Ana");
  await say(place.store, { author, room: await geralOf(place.store) }, "o bolo");
  const clock = new FakeClock();
  const indexer = new Indexer({ store: held.door, clock, log: new RecordingLog() });
  const put = held.hold("put");
  indexer.start();
  await put.reached;
  await clock.flow(2_000);
  expect(held.calls("lagging")).toBe(1);
  let stopped = false;
  const stopping = indexer.stop().then(() => stopped = true);
  await turn();
  expect(stopped).toBe(false);
  put.release();
  await stopping;
  expect((await searcherOf(place.store).find(author, { words: ["bolo"] })).hits).toHaveLength(1);
});
