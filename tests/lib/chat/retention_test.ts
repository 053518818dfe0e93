import { expect } from "expect";
import { Unavailable } from "@/lib/chat/errors.ts";
import { Retention } from "@/lib/chat/retention.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";
import { RecordingLog } from "../../support/recording_log.ts";

const HOUR = 60 * 60 * 1_000;

/** A ledger that forgets as it is told to, call by call; nothing is left after that. */
function ledger(...answers: (number | Error)[]) {
  const clock = new FakeClock();
  const log = new RecordingLog();
  const asked: number[] = [];
  const forgetActions = () => {
    asked.push(clock.now());
    const answer = answers.shift() ?? 0;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const soon: number[] = [];
  const none = () => {
    soon.push(clock.now());
    return Promise.resolve(0);
  };
  const store = {
    messages: { forgetActions, forgetMessages: none },
    moderation: { forget: () => Promise.resolve(0), forgetUndo: none },
  };
  return { clock, log, asked, soon, retention: new Retention({ store, clock, log }) };
}

Deno.test("what is due is forgotten at the start, all of it, and again every hour", async () => {
  const { clock, asked, retention } = ledger(1_000, 1_000, 7, 0, 3);
  const start = clock.now();
  retention.start();
  await turn();
  expect(asked).toEqual([start, start, start, start]);
  clock.pass(HOUR - 1);
  await turn();
  expect(asked.length).toBe(4);
  clock.pass(1);
  await turn();
  expect(asked.slice(4)).toEqual([start + HOUR, start + HOUR]);
  retention.stop();
});

Deno.test("a store that is away is asked again in an hour, and no fuss is made", async () => {
  const { clock, log, asked, retention } = ledger(new Unavailable(), 5);
  retention.start();
  await turn();
  expect(asked.length).toBe(1);
  clock.pass(HOUR);
  await turn();
  expect(asked.length).toBe(3);
  expect(log.lines).toEqual([]);
  retention.stop();
});

Deno.test("any other failure is logged, and ends nothing", async () => {
  const { clock, log, asked, retention } = ledger(new TypeError("no such thing"));
  retention.start();
  await turn();
  expect(log.of("retention.failed")).toMatchObject([{ fields: { error: "TypeError" } }]);
  clock.pass(HOUR);
  await turn();
  expect(asked.length).toBe(2);
  retention.stop();
});

Deno.test("once it is stopped it asks no more, and leaves no timer", async () => {
  const { clock, asked, retention } = ledger(1_000, 1_000, 1_000);
  retention.start();
  retention.stop();
  await turn();
  expect(clock.waiting).toBe(0);
  expect(asked.length).toBe(1);
});

Deno.test("what can be undone, and messages of erased rooms, are forgotten every ten seconds", async () => {
  const { clock, soon, retention } = ledger();
  const start = clock.now();
  retention.start();
  await turn();
  expect(soon).toEqual([start, start]);
  clock.pass(10_000);
  await turn();
  expect(soon.slice(2)).toEqual([start + 10_000, start + 10_000]);
  retention.stop();
});
