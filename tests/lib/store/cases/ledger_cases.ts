import { expect } from "expect";
import type { Case } from "../case.ts";
import { newId, type World } from "../world.ts";

const MINUTE = 60_000;
const MONTH = 30 * 24 * 60 * MINUTE;

/** Ana's changes of so long ago each; gives back their ids. */
async function remember(world: World, ages: readonly number[]): Promise<string[]> {
  const now = Date.now();
  const done = ages.map((age) => ({ id: newId(), at: now - age }));
  const rows = done.map(({ id, at }) => `(1, '${id}', 1, 1, 1, ${at})`);
  await world.rewrite(
    `insert into actions (author_id, client_id, room_id, seq, rev, at) values ${rows.join(", ")}`,
  );
  return done.map(({ id }) => id);
}

/** Of these changes, how many are known, and how many are not. */
async function recall({ store }: World, ids: readonly string[]) {
  const outcomes = await Promise.all(ids.map((id) => store.messages.outcome(1, id)));
  const known = outcomes.filter((outcome) => outcome?.kind === "known").length;
  return { known, forgotten: ids.length - known };
}

export const ledgerCases: readonly Case[] = [
  {
    name: "a change is remembered for 30 days, and no longer",
    async run(world) {
      const ages = [0, 29 * 24 * 60 * MINUTE, MONTH - MINUTE];
      const young = await remember(world, ages);
      const old = await remember(world, [MONTH + MINUTE, 2 * MONTH]);
      expect(await recall(world, [...young, ...old])).toEqual({ known: 5, forgotten: 0 });
      expect(await world.store.messages.forgetActions()).toBe(2);
      expect(await recall(world, young)).toEqual({ known: 3, forgotten: 0 });
      expect(await recall(world, old)).toEqual({ known: 0, forgotten: 2 });
      expect(await world.store.messages.forgetActions()).toBe(0);
    },
  },
  {
    name: "of many changes a thousand are forgotten at a time, the oldest first",
    async run(world) {
      const ids = await remember(
        world,
        Array.from({ length: 1_200 }, (_, i) => 2 * MONTH - i * MINUTE),
      );
      expect(await world.store.messages.forgetActions()).toBe(1_000);
      expect(await recall(world, ids.slice(990, 1_010))).toEqual({ known: 10, forgotten: 10 });
      expect(await recall(world, ids.slice(1_000, 1_010))).toEqual({ known: 10, forgotten: 0 });
      expect(await world.store.messages.forgetActions()).toBe(200);
      expect(await world.store.messages.forgetActions()).toBe(0);
    },
  },
  {
    name: "where nothing was done there is nothing to forget",
    async run({ store }) {
      expect(await store.messages.forgetActions()).toBe(0);
    },
  },
];
