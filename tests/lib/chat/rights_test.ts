import { expect } from "expect";
import { Rights } from "@/lib/chat/rights.ts";
import type { Access } from "@/lib/chat/store.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const ANA = 1;
const BRUNO = 2;
const GERAL = 1;
const COZINHA = 2;

class World {
  readonly clock = new FakeClock();
  reads = 0;
  members = new Set([`${ANA}:${GERAL}`, `${ANA}:${COZINHA}`, `${BRUNO}:${GERAL}`]);
  fails = false;
  readonly rights = new Rights({ access: (user, room) => this.#access(user, room) }, this.clock);

  #access(user: number, room: number): Promise<Access | undefined> {
    this.reads++;
    if (this.fails) return Promise.reject(new Error("away"));
    if (!this.members.has(`${user}:${room}`)) return Promise.resolve(undefined);
    return Promise.resolve({
      ...{ room, kind: "private", role: "member", aclRev: 1, standing: "member" },
      ...{ mutedUntil: undefined, locked: false, slow: 0, excluded: false },
    });
  }
}

Deno.test("a right is read once a second, however often it is asked for", async () => {
  const world = new World();
  for (let i = 0; i < 100; i++) await world.rights.of(ANA, GERAL);
  expect(world.reads).toBe(1);
  await world.clock.flow(1_000);
  await world.rights.of(ANA, GERAL);
  expect(world.reads).toBe(2);
});

Deno.test("who is removed has lost the right within a second, with no news of it", async () => {
  const world = new World();
  expect(await world.rights.of(BRUNO, GERAL)).toBeDefined();
  world.members.delete(`${BRUNO}:${GERAL}`);
  await world.clock.flow(1_000);
  expect(await world.rights.of(BRUNO, GERAL)).toBeUndefined();
});

Deno.test("what is known of a room or of a person can be forgotten, and no more than that", async () => {
  const world = new World();
  const readAll = async () => {
    await world.rights.of(ANA, GERAL);
    await world.rights.of(ANA, COZINHA);
    await world.rights.of(BRUNO, GERAL);
  };
  await readAll();
  world.rights.forgetRoom(GERAL);
  await readAll();
  expect(world.reads).toBe(3 + 2);
  world.rights.forgetPerson(ANA);
  await readAll();
  expect(world.reads).toBe(5 + 2);
});

Deno.test("a failure is not remembered", async () => {
  const world = new World();
  world.fails = true;
  await expect(world.rights.of(ANA, GERAL)).rejects.toThrow("away");
  world.fails = false;
  expect(await world.rights.of(ANA, GERAL)).toBeDefined();
});

Deno.test("what is asked first is answered first, also when it is forgotten in between", async () => {
  const answers = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  let asked = 0;
  const rights = new Rights({ access: () => answers[asked++]!.promise }, new FakeClock());
  const order: number[] = [];
  const first = rights.of(ANA, GERAL).then(() => order.push(1));
  rights.forgetRoom(GERAL);
  const second = rights.of(ANA, GERAL).then(() => order.push(2));
  answers[1]!.resolve(undefined);
  answers[0]!.resolve(undefined);
  await Promise.all([first, second]);
  expect(order).toEqual([1, 2]);
});
