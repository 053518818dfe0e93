import { expect } from "expect";
import { Ladder } from "@/lib/client/ladder.ts";
import { Socket } from "@/lib/client/socket.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";
import { FakeWire } from "./fake_wire.ts";
import { welcome } from "./world.ts";

type Kind = "socket" | "stream" | "poll" | "rest";

/** A browser whose wires all end at the test. */
function setUp({ rung = 0, random = 0.5 } = {}) {
  const clock = new FakeClock();
  const wires: { kind: Kind; wire: FakeWire }[] = [];
  const kept = [rung];
  const world = { answers: true };
  function open(kind: Kind): FakeWire {
    const wire = new FakeWire();
    wires.push({ kind, wire });
    return wire;
  }
  const ladder = new Ladder({
    socket: () => open("socket"),
    stream: () => Promise.resolve(() => open("stream")),
    poll: ({ resting }) => Promise.resolve(() => open(resting ? "rest" : "poll")),
    answers: () => Promise.resolve(world.answers),
    hurry: () => socket.probe(),
    memory: { read: () => kept.at(-1) ?? 0, write: (now) => kept.push(now) },
    clock,
    random: () => random,
  });
  const calls = { ended: 0, refused: 0 };
  const socket = new Socket({
    connect: () => ladder.connect(),
    cursors: () => ({ 1: 7 }),
    heard: () => {},
    ended: () => calls.ended++,
    refused: () => calls.refused++,
    clock,
    random: () => 0.5,
  });
  const last = () => wires.at(-1)!.wire;
  const kinds = () => wires.map(({ kind }) => kind);
  async function live(): Promise<FakeWire> {
    await turn();
    last().open();
    last().say(welcome());
    return last();
  }
  async function next(before: number): Promise<void> {
    await turn();
    for (let ms = 0; ms < 25_000 && wires.length === before; ms += 100) {
      clock.pass(100);
      await turn();
    }
  }
  /** The attempt fails, and the next is made, after whatever wait. */
  async function fail(code?: number): Promise<void> {
    await turn();
    const before = wires.length;
    last().end(code);
    await next(before);
  }
  /** The attempt is never answered, and the next is made. */
  async function hang(): Promise<void> {
    await turn();
    const before = wires.length;
    clock.pass(8_000);
    await next(before);
  }
  /** Time passes, and the server keeps a connection alive. */
  function keep(wire: FakeWire, ms: number): void {
    for (let left = ms; left > 0; left -= 1_000) {
      clock.pass(Math.min(left, 1_000));
      wire.say({ t: "pong", n: 0 });
    }
  }
  return {
    ...{ clock, ladder, socket, wires, kinds, last, live, fail, hang, keep },
    kept,
    world,
    calls,
  };
}

Deno.test("Ladder stays on the socket while that is welcomed", async () => {
  const { socket, live, fail, kinds } = setUp();
  socket.start();
  for (let n = 0; n < 3; n++) {
    await fail();
    await live();
    await fail();
    await live();
  }
  expect(new Set(kinds())).toEqual(new Set(["socket"]));
  socket.stop();
});

Deno.test("Ladder goes a rung down after two failures within 5 s, and the first hello goes there", async () => {
  const { socket, clock, live, fail, kinds, kept } = setUp();
  socket.start();
  const start = clock.now();
  await fail();
  expect(kinds()).toEqual(["socket", "socket"]);
  await fail();
  expect(kinds()).toEqual(["socket", "socket", "stream"]);
  // The wait for the second attempt; the third is another way, and need not wait.
  expect(clock.now() - start).toBe(500);
  const stream = await live();
  expect(stream.sent).toEqual([{ t: "hello", rooms: { 1: 7 } }]);
  expect(socket.phase.value).toBe("open");
  expect(kept.at(-1)).toBe(1);
  socket.stop();
});

Deno.test("Ladder blames no rung while the server does not answer otherwise either", async () => {
  const { socket, fail, kinds, world } = setUp({ rung: 1 });
  world.answers = false;
  socket.start();
  for (let n = 0; n < 6; n++) await fail();
  expect(new Set(kinds())).toEqual(new Set(["stream"]));
  socket.stop();
});

Deno.test("Ladder goes round when all rungs fail, however long the waits have become", async () => {
  const { socket, fail, kinds } = setUp();
  socket.start();
  for (let n = 0; n < 8; n++) await fail();
  expect(kinds()).toEqual([
    ...["socket", "socket", "stream", "stream", "poll", "poll", "socket", "socket", "stream"],
  ]);
  socket.stop();
});

Deno.test("Ladder goes down after one attempt that nobody answers", async () => {
  const { socket, hang, live, kinds, wires } = setUp();
  socket.start();
  await hang();
  expect(kinds()).toEqual(["socket", "stream"]);
  expect(wires[0]!.wire.closed).toBe(true);
  // A proxy that collects what it passes on lets the stream open, and keeps the rest.
  await hang();
  expect(kinds()).toEqual(["socket", "stream", "poll"]);
  await live();
  expect(socket.phase.value).toBe("open");
  socket.stop();
});

Deno.test("Ladder does not take an owner who leaves for a failure", async () => {
  const { socket, clock, kinds } = setUp();
  for (let n = 0; n < 4; n++) {
    socket.start();
    clock.pass(7_000);
    socket.stop();
    await turn();
  }
  socket.start();
  expect(new Set(kinds())).toEqual(new Set(["socket"]));
  socket.stop();
});

Deno.test("Ladder takes no close that has a meaning for a failure of the rung", async () => {
  for (const code of [1_012, 4_408, 4_429]) {
    const { socket, fail, kinds } = setUp();
    socket.start();
    for (let n = 0; n < 4; n++) await fail(code);
    expect(new Set(kinds())).toEqual(new Set(["socket"]));
    socket.stop();
  }
  for (const code of [4_401, 4_403]) {
    const { socket, live, last, calls } = setUp({ rung: 1 });
    socket.start();
    await live();
    last().end(code);
    expect([socket.phase.value, calls.ended]).toEqual(["closed", 1]);
  }
});

Deno.test("Ladder begins where the page before this one stood", async () => {
  for (
    const [rung, kind] of [[1, "stream"], [2, "poll"], [0, "socket"], [NaN, "socket"]] as const
  ) {
    const { socket, kinds } = setUp({ rung });
    socket.start();
    await turn();
    expect(kinds()).toEqual([kind]);
    socket.stop();
  }
});

Deno.test("Ladder survives a browser that has no sockets to give", async () => {
  const clock = new FakeClock();
  const stream = new FakeWire();
  const ladder = new Ladder({
    socket: () => {
      throw new ReferenceError("WebSocket is not defined");
    },
    stream: () => Promise.resolve(() => stream),
    poll: () => Promise.reject(new TypeError("not loaded")),
    answers: () => Promise.resolve(true),
    hurry: () => {},
    memory: { read: () => 0, write: () => {} },
    clock,
    random: () => 0.5,
  });
  for (let n = 0; n < 2; n++) {
    const ended = new Promise((resolve) => ladder.connect().addEventListener("close", resolve));
    await ended;
    await turn();
  }
  const wire = ladder.connect();
  const opened = new Promise((resolve) => wire.addEventListener("open", resolve));
  await turn();
  stream.open();
  await opened;
  stream.say(welcome());
  // Trying one harms nobody.
  clock.pass(30_000);
  await turn();
  expect(stream.closed).toBe(false);
});

Deno.test("Ladder tries a socket after 30 s, and moves up once that answers", async () => {
  const { socket, clock, live, keep, last, kinds, kept } = setUp({ rung: 1 });
  socket.start();
  const stream = await live();
  keep(stream, 29_999);
  expect(kinds()).toEqual(["stream"]);
  keep(stream, 1);
  expect(kinds()).toEqual(["stream", "socket"]);
  const trial = last();
  trial.open();
  expect(trial.sent).toEqual([{ t: "ping", n: 0 }]);
  expect(stream.closed).toBe(false);
  trial.say({ t: "nack", re: "ping", code: "invalid", message: "", retry: false });
  expect([trial.closed, stream.closed]).toEqual([true, true]);
  expect(kept.at(-1)).toBe(0);
  await live();
  expect(kinds()).toEqual(["stream", "socket", "socket"]);
  expect(socket.phase.value).toBe("open");
  socket.stop();
  expect(clock.waiting).toBe(0);
});

Deno.test("Ladder tries again after growing pauses, and stays where it is until then", async () => {
  const { socket, clock, live, keep, wires, kinds } = setUp({ rung: 2 });
  socket.start();
  const poll = await live();
  const pauses: number[] = [];
  let from = clock.now();
  for (let n = 0; n < 6; n++) {
    const before = wires.length;
    while (wires.length === before) keep(poll, 1_000);
    pauses.push(clock.now() - from);
    from = clock.now();
    const trial = wires.at(-1)!.wire;
    if (n % 2 === 0) trial.end();
    else {
      // Opened, and then not a word.
      trial.open();
      keep(poll, 8_000);
      expect(trial.closed).toBe(true);
      from = clock.now();
    }
  }
  expect(pauses).toEqual([30_000, 60_000, 120_000, 240_000, 300_000, 300_000]);
  expect(poll.closed).toBe(false);
  expect(kinds().filter((kind) => kind === "poll").length).toBe(1);
  socket.stop();
  expect(clock.waiting).toBe(0);
});

Deno.test("Ladder keeps its appointment with the socket when the stream is cut meanwhile", async () => {
  const { socket, clock, live, fail, kinds } = setUp({ rung: 1 });
  socket.start();
  await live();
  const start = clock.now();
  for (let n = 0; n < 2; n++) {
    clock.pass(10_000);
    await fail();
    await live();
  }
  while (!kinds().includes("socket")) clock.pass(100);
  expect(clock.now() - start).toBe(30_000);
  socket.stop();
});

Deno.test("Ladder drops a try whose page lets go", async () => {
  const { socket, clock, live, keep, last } = setUp({ rung: 1 });
  socket.start();
  keep(await live(), 30_000);
  const trial = last();
  socket.stop();
  expect(trial.closed).toBe(true);
  expect(clock.waiting).toBe(0);
});

Deno.test("Ladder lets a hidden page rest, and comes back when it is looked at", async () => {
  const { ladder, socket, clock, live, kinds } = setUp({ rung: 1 });
  socket.start();
  const stream = await live();
  ladder.turn(true);
  clock.pass(9_999);
  ladder.turn(false);
  ladder.turn(true);
  clock.pass(9_999);
  expect(stream.closed).toBe(false);
  clock.pass(1);
  expect(stream.closed).toBe(true);
  const rest = await live();
  expect(kinds()).toEqual(["stream", "rest"]);
  ladder.turn(false);
  expect(rest.closed).toBe(true);
  await live();
  expect(kinds()).toEqual(["stream", "rest", "stream"]);
  socket.stop();
});

Deno.test("Ladder lets a hidden page keep its socket, and blames no rung for a rest that fails", async () => {
  const { ladder, socket, clock, live, kinds } = setUp();
  ladder.turn(true);
  socket.start();
  const wire = await live();
  clock.pass(15_000);
  expect([wire.closed, kinds()]).toEqual([false, ["socket"]]);
  socket.stop();

  const below = setUp({ rung: 1 });
  below.ladder.turn(true);
  below.socket.start();
  for (let n = 0; n < 4; n++) await below.fail();
  expect(new Set(below.kinds())).toEqual(new Set(["rest"]));
  below.ladder.turn(false);
  await below.fail();
  expect(below.kinds().at(-1)).toBe("stream");
  below.socket.stop();
});
