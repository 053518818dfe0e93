import { expect } from "expect";
import { Attendance, type Turnout } from "@/lib/ws/attendance.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const ANA = 1, BRUNO = 2, CLARA = 3;
const NONE: Turnout = { joined: [], left: [], away: [], back: [] };

/** Attendance whose time a test moves; `take` takes all. */
function open() {
  const clock = new FakeClock();
  const attendance = new Attendance(clock);
  return {
    attendance,
    take: () => attendance.take(1_000),
    come: (user: number) => attendance.count(user, { sockets: 1, away: 0 }),
    go: (user: number) => attendance.count(user, { sockets: -1, away: 0 }),
    pass(ms: number) {
      for (let left = ms; left > 0; left -= 1_000) {
        clock.pass(Math.min(left, 1_000));
        attendance.expire();
      }
    },
  };
}

Deno.test("Attendance: who comes has joined at once, who goes has left after ten seconds", () => {
  const { attendance, take, come, go, pass } = open();
  come(ANA);
  expect(take()).toEqual({ ...NONE, joined: [ANA] });
  go(ANA);
  pass(9_000);
  expect(take()).toEqual(NONE);
  expect(attendance.has(ANA)).toBe(true);
  pass(1_000);
  expect(take()).toEqual({ ...NONE, left: [ANA] });
  expect(attendance.size).toBe(0);
});

Deno.test("Attendance: who is back within ten seconds was never gone", () => {
  const { take, come, go, pass } = open();
  come(ANA);
  take();
  go(ANA);
  pass(9_000);
  come(ANA);
  pass(20_000);
  expect(take()).toEqual(NONE);
});

Deno.test("Attendance: a socket on another instance keeps somebody here", () => {
  const { attendance, take, come, go, pass } = open();
  come(ANA);
  attendance.hearHere("there", { users: [ANA, BRUNO], away: [] });
  expect(take()).toEqual({ ...NONE, joined: [ANA, BRUNO] });
  go(ANA);
  pass(20_000);
  expect(take()).toEqual(NONE);
  attendance.hearLeft("there", [ANA]);
  pass(9_000);
  expect(take()).toEqual(NONE);
  pass(1_000);
  expect(take()).toEqual({ ...NONE, left: [ANA] });
  expect([...attendance.people]).toEqual([BRUNO]);
});

Deno.test("Attendance: what an instance says holds for 45 seconds, and what another says is its own", () => {
  const { attendance, take, pass } = open();
  attendance.hearHere("there", { users: [ANA, BRUNO], away: [] });
  attendance.hearHere("yonder", { users: [BRUNO], away: [] });
  take();
  attendance.hearLeft("yonder", [ANA]);
  pass(30_000);
  attendance.hearHere("there", { users: [ANA], away: [] });
  pass(14_000);
  expect(take()).toEqual(NONE);
  pass(1_000);
  expect(take()).toEqual({ ...NONE, left: [BRUNO] });
  pass(30_000);
  expect(take()).toEqual({ ...NONE, left: [ANA] });
  expect(attendance.knows("there")).toBe(false);
});

Deno.test("Attendance: somebody is away when all their sockets everywhere are", () => {
  const { attendance, take, come } = open();
  come(ANA);
  come(ANA);
  attendance.hearHere("there", { users: [ANA], away: [] });
  take();
  attendance.count(ANA, { sockets: 0, away: 1 });
  expect(attendance.standingHere(ANA)).toBe("here");
  attendance.count(ANA, { sockets: 0, away: 1 });
  expect(attendance.standingHere(ANA)).toBe("away");
  expect(take()).toEqual(NONE);
  attendance.hearHere("there", { users: [ANA], away: [ANA] });
  expect(take()).toEqual({ ...NONE, away: [ANA] });
  expect(attendance.isAway(ANA)).toBe(true);
  come(ANA);
  expect(take()).toEqual({ ...NONE, back: [ANA] });
});

Deno.test("Attendance: who is first heard of as away has joined, and is away", () => {
  const { attendance, take } = open();
  attendance.hearHere("there", { users: [CLARA], away: [CLARA] });
  expect(take()).toEqual({ ...NONE, joined: [CLARA], away: [CLARA] });
});

Deno.test("Attendance: what changed and changed back is nothing to tell", () => {
  const { attendance, take, come, go, pass } = open();
  come(ANA);
  go(ANA);
  pass(10_000);
  expect(take()).toEqual(NONE);
  come(BRUNO);
  take();
  attendance.count(BRUNO, { sockets: 0, away: 1 });
  attendance.count(BRUNO, { sockets: 0, away: -1 });
  go(BRUNO);
  pass(10_000);
  come(BRUNO);
  expect(take()).toEqual(NONE);
});

Deno.test("Attendance: takes no more than asked for, the longest waiting first", () => {
  const { attendance, come } = open();
  for (const user of [ANA, BRUNO, CLARA]) come(user);
  expect(attendance.take(2).joined).toEqual([ANA, BRUNO]);
  expect(attendance.hasNews).toBe(true);
  expect(attendance.take(2).joined).toEqual([CLARA]);
  expect(attendance.hasNews).toBe(false);
});
