import { expect } from "expect";
import { LocalBus } from "@/lib/bus/local_bus.ts";
import type { PeopleNews, RoomNews } from "@/lib/chat/bus.ts";
import { Attendance } from "@/lib/ws/attendance.ts";
import { Herald } from "@/lib/ws/herald.ts";
import { idChunks } from "@/lib/ws/id_chunks.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const ANA = 1, BRUNO = 2;

/** A bus that writes down what is told. */
class Recorder extends LocalBus {
  readonly told: (PeopleNews | RoomNews)[] = [];

  override tell(news: PeopleNews | RoomNews): void {
    this.told.push(news);
  }
}

function open() {
  const clock = new FakeClock();
  const bus = new Recorder();
  const attendance = new Attendance(clock);
  const here = new Set<number>();
  const herald = new Herald({ bus, clock, attendance, users: () => here });
  const turn = (user: number, sockets: number, away = 0) => {
    attendance.count(user, { sockets, away });
    if (attendance.standingHere(user) === "absent") here.delete(user);
    else here.add(user);
    herald.note(user);
  };
  return { clock, bus, herald, turn };
}

Deno.test("Herald: tells who comes within 50 ms, all of them at once", () => {
  const { clock, bus, turn } = open();
  turn(ANA, 1);
  turn(BRUNO, 1, 1);
  expect(bus.told).toEqual([]);
  clock.pass(50);
  expect(bus.told).toEqual([{ kind: "here", users: [ANA, BRUNO], away: [BRUNO] }]);
});

Deno.test("Herald: tells who goes with the next tick, and not of one who is back by then", () => {
  const { clock, bus, herald, turn } = open();
  turn(ANA, 1);
  turn(BRUNO, 1);
  clock.pass(50);
  turn(ANA, -1);
  turn(BRUNO, -1);
  turn(BRUNO, 1);
  bus.told.length = 0;
  herald.tick();
  expect(bus.told).toEqual([{ kind: "left", users: [ANA] }]);
  herald.tick();
  expect(bus.told).toHaveLength(1);
});

Deno.test("Herald: tells all who are here every fifteen seconds, or that nobody is", () => {
  const { clock, bus, herald, turn } = open();
  clock.pass(14_999);
  herald.tick();
  expect(bus.told).toEqual([]);
  clock.pass(1);
  herald.tick();
  expect(bus.told).toEqual([{ kind: "here", users: [], away: [] }]);
  turn(ANA, 1);
  clock.pass(15_000);
  bus.told.length = 0;
  herald.tick();
  expect(bus.told).toEqual([{ kind: "here", users: [ANA], away: [] }]);
});

Deno.test("Herald: tells all once more for an instance that is new, once a second at most", () => {
  const { clock, bus, herald } = open();
  clock.pass(1_000);
  for (let n = 0; n < 5; n++) herald.greet();
  expect(bus.told).toHaveLength(1);
});

Deno.test("Herald: when it stops, nobody is here any more", () => {
  const { clock, bus, herald, turn } = open();
  turn(ANA, 1);
  clock.pass(50);
  bus.told.length = 0;
  herald.close();
  expect(bus.told).toEqual([{ kind: "left", users: [ANA] }]);
});

Deno.test("idChunks() cuts long lists so that each fits into one message", () => {
  const ids = Array.from({ length: 5_000 }, (_, n) => n + 1);
  const long = ids.map((id) => id + 2 ** 52);
  for (const list of [ids, long]) {
    const chunks = idChunks(list, () => 2);
    expect(chunks.flat()).toEqual(list);
    for (const users of chunks) {
      expect(users.length).toBeLessThanOrEqual(400);
      expect(JSON.stringify({ kind: "here", users, away: users }).length).toBeLessThan(3_900);
    }
  }
  expect(idChunks([])).toEqual([]);
});
