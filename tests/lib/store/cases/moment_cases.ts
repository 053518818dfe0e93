import { expect } from "expect";
import type { Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { edit, geralOf, say, signUp } from "../world.ts";
import type { World } from "../world.ts";

const HOUR = 3_600_000;

/** Ana in `geral`, where she has said `m1` to `m40`, one an hour; every third change is an edit. */
async function scene(world: World) {
  const author = await signUp(world.store, "Ana");
  const room = await geralOf(world.store);
  const seqs: number[] = [];
  for (let n = 1; n <= 40; n++) {
    const [seq] = await say(world.store, { author, room }, `m${n}`);
    seqs.push(seq!);
    if (n % 3 !== 0) continue;
    const change = await edit(world.store, { author, room, seq: seq!, body: `m${n}!` });
    await world.store.messages.commit([change]);
  }
  await world.rewrite(`update messages set created_at = n * ${HOUR} where room_id = ${room}`);
  return { room, seqs };
}

async function numbersAt(store: Store, room: number, at: number, limit = 4): Promise<number[]> {
  const { messages } = await store.messages.page(room, { at, limit });
  return messages.map((message) => Date.parse(message.at) / HOUR);
}

export const momentCases: readonly Case[] = [
  {
    name: "a page round the first message of a moment, wherever that is",
    async run(world) {
      const { room, seqs } = await scene(world);
      const { store } = world;
      expect(seqs.at(-1)).toBeGreaterThan(50);
      for (let n = 3; n < 40; n++) {
        expect(await numbersAt(store, room, n * HOUR)).toEqual([n - 2, n - 1, n, n + 1]);
        expect(await numbersAt(store, room, n * HOUR - 1)).toEqual([n - 2, n - 1, n, n + 1]);
      }
      const round = await store.messages.page(room, { around: seqs[19]!, limit: 7 });
      expect(await store.messages.page(room, { at: 20 * HOUR, limit: 7 })).toEqual(round);
    },
  },
  {
    name: "before all messages are the first ones, after all of them the last",
    async run(world) {
      const { room } = await scene(world);
      const { store } = world;
      expect(await numbersAt(store, room, 0)).toEqual([1, 2]);
      expect(await numbersAt(store, room, -HOUR)).toEqual([1, 2]);
      expect(await numbersAt(store, room, 41 * HOUR)).toEqual([39, 40]);
    },
  },
  {
    name: "of messages that share a moment the first one counts; an empty room has none",
    async run(world) {
      const { room } = await scene(world);
      await world.rewrite(
        `update messages set created_at = ${9 * HOUR} where n > 9 and n < 30 and room_id = ${room}`,
      );
      const { messages } = await world.store.messages.page(room, { at: 9 * HOUR, limit: 4 });
      expect(messages.map(({ body }) => body)).toEqual(["m7", "m8", "m9!", "m10"]);
      const empty = await world.store.rooms.create({
        ...{ slug: "copa", name: "Copa", topic: "", kind: "public", members: [] },
      });
      expect(await world.store.messages.page(empty, { at: HOUR, limit: 4 }))
        .toEqual({ messages: [], rev: 0, origins: [], replies: [] });
      await expect(world.store.messages.page(4_711, { at: HOUR, limit: 4 })).rejects
        .toMatchObject({ code: "not_found" });
    },
  },
];
