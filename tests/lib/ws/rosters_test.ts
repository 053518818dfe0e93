import { expect } from "expect";
import { LiveRoom } from "@/lib/ws/live_room.ts";
import { Rosters } from "@/lib/ws/rosters.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Ledger } from "../../support/ledger.ts";

const GERAL = 1, ANA = 1, BRUNO = 2, CLARA = 3;

/** Geral, whose members a test decides on; each read is answered at once, or when it is let go. */
function open(members: number[] = [ANA, BRUNO]) {
  const clock = new FakeClock();
  const ledger = new Ledger(GERAL);
  const since = (_room: number, rev: number, limit: number) =>
    Promise.resolve(ledger.since(rev, limit));
  const room = new LiveRoom(GERAL, { rev: 0, aclRev: 1 }, { store: { since }, clock });
  const scene = {
    clock,
    room,
    members,
    reads: 0,
    gate: undefined as Promise<void> | undefined,
    moves: [] as unknown[],
    /** Its `acl_rev` has moved. */
    turn: (aclRev: number) => room.compare({ rev: 0, aclRev }, 0),
  };
  const rosters = new Rosters({
    clock,
    store: {
      async memberIds(rooms) {
        scene.reads++;
        const found = new Map(rooms.map((id) => [id, [...scene.members]]));
        await scene.gate;
        return found;
      },
    },
    moved: (_room, change) => scene.moves.push(change),
  });
  return { scene, rosters, room, clock };
}

Deno.test("Rosters: members are read once, and again when the room's rights have moved", async () => {
  const { scene, rosters, room } = open();
  expect([...rosters.of(room)]).toEqual([]);
  await rosters.look([room]);
  await rosters.look([room]);
  expect(scene.reads).toBe(1);
  scene.members = [BRUNO, CLARA];
  await scene.turn(2);
  await rosters.look([room]);
  expect([...rosters.of(room)]).toEqual([BRUNO, CLARA]);
  expect(scene.moves).toEqual([{ came: [CLARA], went: [ANA] }]);
});

Deno.test("Rosters: who has gone is known for fifteen seconds more, and no member", async () => {
  const { scene, rosters, room, clock } = open();
  await rosters.look([room]);
  rosters.note(room, ANA, false);
  expect(rosters.of(room).has(ANA)).toBe(false);
  clock.pass(14_999);
  expect(rosters.knew(room, ANA)).toBe(true);
  clock.pass(1);
  expect(rosters.knew(room, ANA)).toBe(false);
  expect(rosters.knew(room, BRUNO)).toBe(true);
  expect(scene.moves).toEqual([{ came: [], went: [ANA] }]);
});

Deno.test("Rosters: a read that is overtaken by what is known since takes nothing back", async () => {
  const { scene, rosters, room } = open();
  await rosters.look([room]);
  const gate = Promise.withResolvers<void>();
  scene.gate = gate.promise;
  await scene.turn(2);
  const read = rosters.look([room]);
  rosters.note(room, CLARA, true);
  gate.resolve();
  await read;
  expect([...rosters.of(room)]).toEqual([ANA, BRUNO, CLARA]);
  expect(scene.moves).toEqual([{ came: [CLARA], went: [] }]);
});

Deno.test("Rosters: a room of thousands is read again every five seconds at most", async () => {
  const { scene, rosters, room, clock } = open(Array.from({ length: 2_000 }, (_, n) => n + 1));
  await rosters.look([room]);
  for (let aclRev = 2; aclRev < 12; aclRev++) {
    await scene.turn(aclRev);
    clock.pass(1_000);
    await rosters.look([room]);
  }
  expect(scene.reads).toBe(3);
});

Deno.test("Rosters: where the store is away all stays as it was, and is read later", async () => {
  const { scene, rosters, room } = open();
  await rosters.look([room]);
  await scene.turn(2);
  scene.gate = Promise.reject(new Error("away"));
  await expect(rosters.look([room])).rejects.toThrow("away");
  expect([...rosters.of(room)]).toEqual([ANA, BRUNO]);
  scene.gate = undefined;
  scene.members = [CLARA];
  await rosters.look([room]);
  expect([...rosters.of(room)]).toEqual([CLARA]);
});
