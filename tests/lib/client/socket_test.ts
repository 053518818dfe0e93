import { expect } from "expect";
import type { ServerFrame } from "@/lib/chat/protocol.ts";
import { Socket } from "@/lib/client/socket.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { FakeWire } from "./fake_wire.ts";
import { welcome } from "./world.ts";

function setUp({ random = 0.5 } = {}) {
  const clock = new FakeClock();
  const wires: FakeWire[] = [];
  const heard: ServerFrame[] = [];
  const calls = { ended: 0, refused: 0 };
  const socket = new Socket({
    connect() {
      wires.push(new FakeWire());
      return wires.at(-1)!;
    },
    cursors: () => ({ 1: 7 }),
    heard: (frame) => heard.push(frame),
    ended: () => calls.ended++,
    refused: () => calls.refused++,
    clock,
    random: () => random,
  });
  const last = () => wires.at(-1)!;
  function live(): FakeWire {
    last().open();
    last().say(welcome());
    return last();
  }
  return { clock, wires, heard, calls, socket, last, live };
}

Deno.test("a socket greets with its cursors, and is open when it is welcomed", () => {
  const { socket, last, heard } = setUp();
  socket.start();
  expect(socket.phase.value).toBe("connecting");
  last().open();
  expect(last().sent).toEqual([{ t: "hello", rooms: { 1: 7 } }]);
  expect(socket.send({ t: "pull", room: 1, since: 7 })).toBe(false);
  last().say(welcome());
  expect(socket.phase.value).toBe("open");
  expect(heard.map((frame) => frame.t)).toEqual(["welcome"]);
  expect(socket.send({ t: "pull", room: 1, since: 7 })).toBe(true);
  socket.stop();
});

Deno.test("what is no frame, or of an unknown kind, is left alone", () => {
  const { socket, live, heard } = setUp();
  socket.start();
  const wire = live();
  for (const odd of ["", "{", "null", "[]", '{"t":"drum","joined":[2]}', '{"t":"ack"}']) {
    wire.say(odd);
  }
  expect(heard.length).toBe(1);
  expect(socket.phase.value).toBe("open");
  socket.stop();
});

Deno.test("it comes back after 0.5, 1, 2, 4, 8 and then always 15 s", () => {
  const { socket, clock, wires, last } = setUp();
  socket.start();
  for (const wait of [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
    last().end();
    expect(socket.phase.value).toBe("waiting");
    const before = wires.length;
    clock.pass(wait - 1);
    expect(wires.length).toBe(before);
    clock.pass(1);
    expect(wires.length).toBe(before + 1);
  }
  socket.stop();
});

Deno.test("a wait is up to half shorter or longer", () => {
  for (const [random, wait] of [[0, 250], [1, 750]] as const) {
    const { socket, clock, wires, last } = setUp({ random });
    socket.start();
    last().end();
    clock.pass(wait - 1);
    expect(wires.length).toBe(1);
    clock.pass(1);
    expect(wires.length).toBe(2);
    socket.stop();
  }
});

Deno.test("the waits begin anew only after 10 s of connection", () => {
  const { socket, clock, wires, live } = setUp();
  socket.start();
  for (const wait of [500, 1_000]) {
    live().end();
    clock.pass(wait);
  }
  expect(wires.length).toBe(3);
  live();
  clock.pass(10_000);
  wires.at(-1)!.end();
  clock.pass(500);
  expect(wires.length).toBe(4);
  socket.stop();
});

Deno.test("a server that says goodbye is given the time it asks for", () => {
  const { socket, clock, wires, live } = setUp();
  socket.start();
  const wire = live();
  wire.say({ t: "bye", reason: "restart", afterMs: 3_000 });
  wire.end(1012);
  clock.pass(2_999);
  expect(wires.length).toBe(1);
  clock.pass(1);
  expect(wires.length).toBe(2);
  socket.stop();
});

Deno.test("a server that goes again and again is never waited for longer than it asks", () => {
  const { socket, clock, wires, live } = setUp();
  socket.start();
  for (let ends = 1; ends <= 8; ends++) {
    const wire = live();
    wire.say({ t: "bye", reason: "restart", afterMs: 1_000 });
    wire.end(1012);
    clock.pass(1_000);
    expect(wires.length).toBe(ends + 1);
  }
  socket.stop();
});

Deno.test("it pings every 20 s, and takes 8 s of silence for death", () => {
  const { socket, clock, live } = setUp();
  socket.start();
  const wire = live();
  clock.pass(20_000);
  expect(wire.framesOf("ping")).toEqual([{ t: "ping", n: 1 }]);
  wire.say({ t: "pong", n: 1 });
  clock.pass(20_000);
  expect(wire.framesOf("ping").length).toBe(2);
  clock.pass(7_999);
  expect(socket.phase.value).toBe("open");
  clock.pass(1);
  expect(socket.phase.value).toBe("waiting");
  expect(wire.closed).toBe(true);
  socket.stop();
});

Deno.test("a connection that is never welcomed is given up, and may mean that nobody is signed in", () => {
  const { socket, clock, last, calls } = setUp();
  socket.start();
  last().open();
  clock.pass(8_000);
  expect(socket.phase.value).toBe("waiting");
  expect(calls.refused).toBe(1);
  socket.stop();
});

Deno.test("a server that takes its time after the connection is made is not given up for it", () => {
  const { socket, clock, wires, last } = setUp();
  socket.start();
  clock.pass(7_000);
  last().open();
  clock.pass(7_999);
  last().say(welcome());
  expect(socket.phase.value).toBe("open");
  expect(wires.length).toBe(1);
  socket.stop();
});

Deno.test("whatever else is said, without a welcome there is no connection", () => {
  const { socket, clock, last } = setUp();
  socket.start();
  last().open();
  clock.pass(7_000);
  last().say({ t: "mode", mode: "live" });
  last().say('{"t":"novo"}');
  clock.pass(1_000);
  expect(socket.phase.value).toBe("waiting");
  socket.stop();
});

function hello(changes: Record<string, unknown>): Record<string, unknown> {
  const away = { code: "unavailable", message: "The store is away", retry: true };
  return { t: "nack", re: "hello", ...away, ...changes };
}

Deno.test("a server that cannot greet yet is greeted again on the same wire, ever more slowly", () => {
  const { socket, clock, wires, last, calls } = setUp();
  socket.start();
  last().open();
  for (const wait of [500, 1_000, 2_000, 4_000, 5_000, 5_000]) {
    last().say(hello({}));
    const said = last().framesOf("hello").length;
    clock.pass(wait - 1);
    expect(last().framesOf("hello").length).toBe(said);
    clock.pass(1);
    expect(last().framesOf("hello").length).toBe(said + 1);
  }
  last().say(hello({ afterMs: 3_000 }));
  clock.pass(3_000);
  expect(last().framesOf("hello").length).toBe(8);
  expect(socket.phase.value).toBe("connecting");
  last().say(welcome());
  expect(socket.phase.value).toBe("open");
  expect(wires.length).toBe(1);
  expect(calls.refused).toBe(0);
  socket.stop();
});

Deno.test("a server that does not greet at all, or not for long, is left and dialled again", () => {
  for (
    const [changes, wait] of [[{ retry: false, code: "internal" }, 500], [
      { afterMs: 9_000 },
      9_000,
    ]] as const
  ) {
    const { socket, clock, wires, last } = setUp();
    socket.start();
    last().open();
    last().say(hello(changes));
    expect(socket.phase.value).toBe("waiting");
    expect(last().closed).toBe(true);
    clock.pass(wait - 1);
    expect(wires.length).toBe(1);
    clock.pass(1);
    expect(wires.length).toBe(2);
    socket.stop();
  }
});

Deno.test("a server that falls silent before it greets again is given up after 8 s", () => {
  const { socket, clock, last } = setUp();
  socket.start();
  last().open();
  last().say(hello({}));
  clock.pass(500 + 7_999);
  expect(socket.phase.value).toBe("connecting");
  clock.pass(1);
  expect(socket.phase.value).toBe("waiting");
  socket.stop();
});

Deno.test("a wire that is given up is not waited for, and says nothing more", () => {
  const { socket, clock, wires, live, heard } = setUp();
  socket.start();
  const dead = live();
  clock.pass(20_000 + 8_000);
  expect(socket.phase.value).toBe("waiting");
  clock.pass(500);
  expect(wires.length).toBe(2);
  live();
  dead.say({ t: "mode", mode: "slow" });
  dead.end(4403);
  expect(socket.phase.value).toBe("open");
  expect(heard.map(({ t }) => t)).toEqual(["welcome", "welcome"]);
  socket.stop();
});

Deno.test("a wire that cannot even be made is tried again", () => {
  const clock = new FakeClock();
  const wires: FakeWire[] = [];
  let broken = true;
  const socket = new Socket({
    connect() {
      if (broken) throw new Error("no sockets here");
      wires.push(new FakeWire());
      return wires.at(-1)!;
    },
    ...{ cursors: () => ({}), heard: () => {}, ended: () => {}, refused: () => {} },
    ...{ clock, random: () => 0.5 },
  });
  expect(() => socket.start()).toThrow("no sockets here");
  broken = false;
  clock.pass(8_500);
  expect(wires.length).toBe(1);
  socket.stop();
});

Deno.test("a probe cuts the wait short, and begins no wait anew", () => {
  const { socket, clock, wires, live, last } = setUp();
  socket.start();
  live().end();
  socket.probe();
  expect(wires.length).toBe(2);
  last().end();
  clock.pass(999);
  expect(wires.length).toBe(2);
  clock.pass(1);
  expect(wires.length).toBe(3);
  socket.stop();
});

Deno.test("a probe doubts an open connection, for 8 s or as long as it is told", () => {
  const { socket, clock, live } = setUp();
  socket.start();
  const wire = live();
  socket.probe();
  socket.probe();
  expect(wire.framesOf("ping").length).toBe(1);
  clock.pass(7_999);
  wire.say({ t: "pong", n: 1 });
  expect(socket.phase.value).toBe("open");
  socket.probe();
  socket.probe(2_000);
  expect(wire.framesOf("ping").length).toBe(2);
  clock.pass(2_000);
  expect(socket.phase.value).toBe("waiting");
  socket.stop();
});

Deno.test("a probe gives up a dial that hangs, and leaves one alone that has just begun", () => {
  const { socket, clock, wires } = setUp();
  socket.start();
  clock.pass(1_999);
  socket.probe();
  expect(wires.length).toBe(1);
  clock.pass(1);
  socket.probe();
  expect(wires.length).toBe(2);
  expect(wires[0]?.closed).toBe(true);
  socket.stop();
  socket.probe();
  expect(wires.length).toBe(2);
});

Deno.test("the time that a server asked for is forgotten once it is back", () => {
  const { socket, clock, wires, live } = setUp();
  socket.start();
  const wire = live();
  wire.say({ t: "bye", reason: "restart", afterMs: 60_000 });
  wire.end(1012);
  socket.probe();
  live().end();
  clock.pass(1_000);
  expect(wires.length).toBe(3);
  socket.stop();
});

Deno.test("who is signed out or banned is not let in again by insisting", () => {
  for (const code of [4401, 4403]) {
    const { socket, clock, wires, calls, live } = setUp();
    socket.start();
    live().end(code);
    expect(socket.phase.value).toBe("closed");
    expect(calls.ended).toBe(1);
    clock.pass(60_000);
    expect(wires.length).toBe(1);
  }
});

Deno.test("who flooded waits the longest", () => {
  const { socket, clock, wires, live } = setUp();
  socket.start();
  live().end(4429);
  clock.pass(14_999);
  expect(wires.length).toBe(1);
  clock.pass(1);
  expect(wires.length).toBe(2);
  socket.stop();
});

Deno.test("a stopped socket leaves no timer, and hears nothing more", () => {
  const { socket, clock, live, heard } = setUp();
  socket.start();
  const wire = live();
  socket.stop();
  wire.say({ t: "mode", mode: "slow" });
  wire.end();
  expect(heard.length).toBe(1);
  expect(socket.phase.value).toBe("closed");
  expect(clock.waiting).toBe(0);
});
