import { expect } from "expect";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { ReadMark } from "@/lib/chat/store.ts";
import { ReadBuffer } from "@/lib/ws/read_buffer.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";
import { RecordingLog } from "../../support/recording_log.ts";

const GERAL = 1, COZINHA = 2, ANA = 1, BRUNO = 2;

function open() {
  const clock = new FakeClock();
  const log = new RecordingLog();
  const statements: (readonly ReadMark[])[] = [];
  const written: ReadMark[] = [];
  const store = { fails: undefined as Error | undefined };
  const buffer = new ReadBuffer({
    store: {
      read(marks) {
        if (store.fails) return Promise.reject(store.fails);
        statements.push(marks);
        return Promise.resolve();
      },
    },
    clock,
    log,
    written: (marks) => written.push(...marks),
  });
  return { clock, log, buffer, statements, written, store };
}

Deno.test("ReadBuffer: writes the furthest of each person and room once, two seconds later", async () => {
  const { clock, buffer, statements, written } = open();
  for (const seq of [3, 9, 5]) buffer.note({ room: GERAL, user: ANA, seq });
  buffer.note({ room: COZINHA, user: ANA, seq: 1 });
  buffer.note({ room: GERAL, user: BRUNO, seq: 2 });
  clock.pass(1_999);
  await turn();
  expect(statements).toEqual([]);
  clock.pass(1);
  await turn();
  expect(statements).toHaveLength(1);
  expect(statements[0]).toHaveLength(3);
  expect(statements[0]).toContainEqual({ room: GERAL, user: ANA, seq: 9 });
  expect(written).toEqual(statements[0]);
  clock.pass(10_000);
  await turn();
  expect(statements).toHaveLength(1);
});

Deno.test("ReadBuffer: who goes back has read no further, also if they read on from there", async () => {
  const { buffer, statements } = open();
  buffer.note({ room: GERAL, user: ANA, seq: 9 });
  buffer.note({ room: GERAL, user: ANA, seq: 4, back: true });
  buffer.note({ room: GERAL, user: ANA, seq: 6 });
  await buffer.flush();
  expect(statements).toEqual([[{ room: GERAL, user: ANA, seq: 6, back: true }]]);
});

Deno.test("ReadBuffer: at most 500 in one statement", async () => {
  const { buffer, statements } = open();
  for (let user = 1; user <= 1_201; user++) buffer.note({ room: GERAL, user, seq: 1 });
  await buffer.flush();
  expect(statements.map((marks) => marks.length)).toEqual([500, 500, 201]);
});

Deno.test("ReadBuffer: keeps what the store does not take, under what comes after it", async () => {
  const { clock, buffer, statements, store } = open();
  store.fails = new Unavailable();
  buffer.note({ room: GERAL, user: ANA, seq: 5 });
  buffer.note({ room: GERAL, user: BRUNO, seq: 7 });
  await buffer.flush();
  expect(buffer.size).toBe(2);
  buffer.note({ room: GERAL, user: ANA, seq: 2, back: true });
  store.fails = undefined;
  clock.pass(2_000);
  await turn();
  expect(statements.flat()).toContainEqual({ room: GERAL, user: ANA, seq: 2, back: true });
  expect(statements.flat()).toContainEqual({ room: GERAL, user: BRUNO, seq: 7 });
  expect(buffer.size).toBe(0);
});

Deno.test("ReadBuffer: what fails for good is noted and let go, and memory has an end", async () => {
  const { log, buffer, store } = open();
  store.fails = new TypeError("broken");
  buffer.note({ room: GERAL, user: ANA, seq: 5 });
  await buffer.flush();
  expect(buffer.size).toBe(0);
  expect(log.of("ws.reads")).toHaveLength(1);
  for (let user = 1; user <= 50_010; user++) buffer.note({ room: GERAL, user, seq: 1 });
  expect(buffer.size).toBe(50_000);
});
