import { expect } from "expect";
import { Attendance } from "@/lib/ws/attendance.ts";
import { LiveRoom, type Member } from "@/lib/ws/live_room.ts";
import { PresenceTeller } from "@/lib/ws/presence_teller.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const GERAL = 1, COZINHA = 2;

/** Somebody who hears of others; a slow reader takes nothing. */
class Ear implements Member {
  readonly rooms = new Map<number, LiveRoom>();
  readonly heard: Record<string, number[]>[] = [];
  readonly texts: string[] = [];
  isBehind = false;

  constructor(readonly userId: number) {}

  push(): void {}

  tell(text: string): boolean {
    if (this.isBehind) return false;
    const { t: _, ...turnout } = JSON.parse(text);
    this.heard.push(turnout);
    this.texts.push(text);
    return true;
  }
}

function open() {
  const clock = new FakeClock();
  const attendance = new Attendance(clock);
  const since = () => Promise.resolve({ messages: [], to: 0, more: false });
  const rooms = [GERAL, COZINHA].map((id) =>
    new LiveRoom(id, { rev: 0, aclRev: 1 }, { store: { since }, clock })
  );
  const rosters = new Map(rooms.map((room) => [room, new Set<number>()]));
  const teller = new PresenceTeller({
    clock,
    attendance,
    rooms,
    rosters: { of: (room) => rosters.get(room)! },
  });
  const [geral, cozinha] = [rooms[0]!, rooms[1]!];
  return {
    ...{ clock, attendance, teller, geral, cozinha },
    /** An ear of a member of these rooms. */
    ear(user: number, ...theirs: LiveRoom[]): Ear {
      const ear = new Ear(user);
      for (const room of theirs) {
        rosters.get(room)!.add(user);
        room.members.add(ear);
        ear.rooms.set(room.id, room);
      }
      return ear;
    },
    enrol: (user: number, room: LiveRoom) => void rosters.get(room)!.add(user),
    come(user: number): void {
      attendance.count(user, { sockets: 1, away: 0 });
      teller.note();
    },
  };
}

Deno.test("PresenceTeller: each hears of the members of their own rooms, and of each once", () => {
  const { clock, geral, cozinha, ear, enrol, come } = open();
  const [both, one] = [ear(1, geral, cozinha), ear(2, geral)];
  enrol(10, geral);
  enrol(11, cozinha);
  for (const room of [geral, cozinha]) enrol(12, room);
  for (const user of [10, 11, 12, 13]) come(user);
  clock.pass(50);
  expect(both.heard.map(({ joined }) => joined!.toSorted())).toEqual([[10, 11, 12]]);
  expect(one.heard).toEqual([{ joined: [10, 12] }]);
});

Deno.test("PresenceTeller: the first news go at once, the next a second later, all together", () => {
  const { clock, geral, ear, enrol, come } = open();
  const one = ear(1, geral);
  for (const user of [10, 11, 12]) enrol(user, geral);
  come(10);
  clock.pass(50);
  come(11);
  clock.pass(500);
  come(12);
  clock.pass(499);
  expect(one.heard).toEqual([{ joined: [10] }]);
  clock.pass(1);
  expect(one.heard).toEqual([{ joined: [10] }, { joined: [11, 12] }]);
});

Deno.test("PresenceTeller: thousands who come at once are told in pieces, a bounded one a second", () => {
  const { clock, geral, ear, enrol, come } = open();
  const ears = Array.from({ length: 4_000 }, (_, n) => ear(100_000 + n, geral));
  for (let user = 1; user <= 2_500; user++) {
    enrol(user, geral);
    come(user);
  }
  clock.pass(50);
  expect(ears[0]!.heard[0]!.joined).toHaveLength(999);
  clock.pass(2_000);
  expect(ears[7]!.heard.map(({ joined }) => joined!.length)).toEqual([999, 999, 502]);
  // One text for all of them.
  expect(new Set(ears.map(({ texts }) => texts[0])).size).toBe(1);
});

Deno.test("PresenceTeller: a slow reader gets the whole list once it reads again", () => {
  const { clock, attendance, geral, ear, enrol, come } = open();
  const one = ear(1, geral);
  for (const user of [10, 11]) enrol(user, geral);
  come(10);
  clock.pass(50);
  one.isBehind = true;
  come(11);
  attendance.count(10, { sockets: 0, away: 1 });
  clock.pass(3_000);
  one.isBehind = false;
  clock.pass(1_000);
  expect(one.heard).toEqual([{ joined: [10] }, { online: [1, 10, 11], away: [10] }]);
  clock.pass(5_000);
  expect(one.heard).toHaveLength(2);
});

Deno.test("PresenceTeller: a slow reader that is gone is waited for no more", () => {
  const { clock, teller, geral, ear, enrol, come } = open();
  const one = ear(1, geral);
  enrol(10, geral);
  one.isBehind = true;
  come(10);
  clock.pass(2_000);
  expect(clock.waiting).toBe(1);
  teller.forget(one);
  clock.pass(1_000);
  expect(clock.waiting).toBe(0);
});

Deno.test("PresenceTeller: a list names two thousand people at most, oneself among them", () => {
  const { attendance, teller, geral, ear, enrol } = open();
  const one = ear(100_000, geral);
  for (let user = 1; user <= 3_000; user++) {
    enrol(user, geral);
    attendance.count(user, { sockets: 1, away: 0 });
  }
  const { online } = teller.listFor(one);
  expect(online).toHaveLength(2_000);
  expect(online).toContain(100_000);
});

Deno.test("PresenceTeller: who leaves a room is told of as gone to those who share no other", () => {
  const { clock, attendance, teller, geral, cozinha, ear, enrol } = open();
  const [both, one] = [ear(1, geral, cozinha), ear(2, geral)];
  enrol(10, cozinha);
  attendance.count(10, { sockets: 1, away: 0 });
  attendance.take(10);
  teller.move(geral, { came: [], went: [10] });
  clock.pass(50);
  expect(one.heard).toEqual([{ left: [10] }]);
  expect(both.heard).toEqual([]);
});
