import { expect } from "expect";
import { Ladder } from "@/lib/client/ladder.ts";
import { LateLadder } from "@/lib/client/late_ladder.ts";
import { Socket } from "@/lib/client/socket.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";
import { FakeWire } from "./fake_wire.ts";
import { welcome } from "./world.ts";

/** A tab whose wires, and whose code for other ways than a socket, end at the test. */
function setUp({ rung = 0 } = {}) {
  const clock = new FakeClock();
  const wires: { kind: "socket" | "stream" | "poll"; wire: FakeWire }[] = [];
  const world = { loads: 0, away: false, rung };
  function open(kind: "socket" | "stream" | "poll"): FakeWire {
    const wire = new FakeWire();
    wires.push({ kind, wire });
    return wire;
  }
  const late = new LateLadder({
    socket: () => open("socket"),
    rung: () => world.rung,
    load() {
      world.loads++;
      if (world.away) return Promise.reject(new TypeError("Failed to fetch"));
      return Promise.resolve(
        new Ladder({
          socket: () => open("socket"),
          stream: () => Promise.resolve(() => open("stream")),
          poll: () => Promise.resolve(() => open("poll")),
          answers: () => Promise.resolve(true),
          hurry: () => socket.probe(),
          memory: { read: () => world.rung, write: (now) => world.rung = now },
          ...{ clock, random: () => 0.5 },
        }),
      );
    },
    clock,
  });
  const socket = new Socket({
    connect: () => late.connect(),
    ...{ cursors: () => ({}), heard() {}, ended() {}, refused() {}, clock, random: () => 0.5 },
  });
  const last = () => wires.at(-1)!.wire;
  /** Ends the present attempt, and waits for the next. */
  async function fail(): Promise<void> {
    const before = wires.length;
    last().end(1_006);
    await turn();
    for (let ms = 0; ms < 25_000 && wires.length === before; ms += 100) {
      clock.pass(100);
      await turn();
    }
  }
  return { clock, wires, world, late, socket, last, fail, kinds: () => wires.map((w) => w.kind) };
}

Deno.test("where sockets get through, the code for other ways never comes", async () => {
  const { socket, world, last, fail, kinds } = setUp();
  socket.start();
  for (let n = 0; n < 3; n++) {
    last().open();
    last().say(welcome());
    await fail();
  }
  expect([kinds().every((kind) => kind === "socket"), world.loads]).toEqual([true, 0]);
  socket.stop();
});

Deno.test("two sockets that are not welcomed lead to another way, the first of them before its code", async () => {
  const { socket, world, fail, kinds } = setUp();
  socket.start();
  await fail();
  expect([kinds(), world.loads]).toEqual([["socket", "socket"], 1]);
  await fail();
  expect(kinds()).toEqual(["socket", "socket", "stream"]);
  socket.stop();
});

Deno.test("a socket that nobody answers leads to another way at once", async () => {
  const { socket, clock, kinds } = setUp();
  socket.start();
  clock.pass(8_000);
  for (let n = 0; n < 30; n++) {
    await turn();
    clock.pass(100);
  }
  expect(kinds()).toEqual(["socket", "stream"]);
  socket.stop();
});

Deno.test("a tab that stood on another rung goes on there", async () => {
  const { socket, kinds, last } = setUp({ rung: 1 });
  socket.start();
  await turn();
  await turn();
  expect(kinds()).toEqual(["stream"]);
  last().open();
  last().say(welcome());
  expect(socket.phase.value).toBe("open");
  socket.stop();
});

Deno.test("code that cannot come is asked for again by the next failure", async () => {
  const { socket, world, fail, kinds } = setUp();
  world.away = true;
  socket.start();
  await fail();
  await fail();
  expect([kinds(), world.loads]).toEqual([["socket", "socket", "socket"], 2]);
  world.away = false;
  await fail();
  await fail();
  expect(kinds().at(-1)).toBe("stream");
  socket.stop();
});
