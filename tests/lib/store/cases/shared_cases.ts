import { expect } from "expect";
import type { Message, User } from "@/lib/chat/model.ts";
import type { Change, Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { draft, edit, geralOf, placed, reaction, say, signUp } from "../world.ts";

const ROUNDS = 25;
const SIZE = 4;

async function chatter(store: Store, who: { author: User; room: number }): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const bodies = Array.from({ length: SIZE }, (_, i) => `${who.author.name} ${round}.${i}`);
    const batch = await Promise.all(bodies.map((body) => draft(store, { ...who, body })));
    await store.messages.commit(batch);
  }
}

/** Pulls as a client does until `done`, and once more; gives back all it was given. */
async function follow(store: Store, room: number, done: () => boolean): Promise<Message[]> {
  const got: Message[] = [];
  let cursor = 0;
  for (let last = false; !last;) {
    last = done();
    const { messages, to, more } = await store.messages.since(room, cursor, 30);
    got.push(...messages);
    cursor = to;
    if (more) last = false;
  }
  return got;
}

export const sharedCases: readonly Case[] = [
  {
    name: "they know that their database is one",
    async run(world) {
      const other = await world.instance();
      expect(other.id).toBe(world.store.id);
      expect(other.busKey).toEqual(world.store.busKey);
    },
  },
  {
    name: "commits of both have one order without gap, and a follower misses nothing",
    async run(world) {
      const [here, there] = [world.store, await world.instance()];
      const room = await geralOf(here);
      const [ana, bruno] = [await signUp(here, "Ana"), await signUp(there, "Bruno")];
      let done = false;
      const talk = Promise.all([
        chatter(here, { author: ana, room }),
        chatter(there, { author: bruno, room }),
      ]).finally(() => done = true);
      const followed = await Promise.all([
        follow(here, room, () => done),
        follow(there, room, () => done),
      ]);
      await talk;
      const all = Array.from({ length: 2 * ROUNDS * SIZE }, (_, i) => i + 1);
      for (const messages of followed) expect(messages.map(({ rev }) => rev)).toEqual(all);
      expect(followed[0]).toEqual(followed[1]);
      expect((await here.rooms.find(ana.id, { id: room }))?.unread).toBe(all.length);
    },
  },
  {
    name: "a page vouches for no message that it lacks",
    async run(world) {
      const [here, there] = [world.store, await world.instance()];
      const room = await geralOf(here);
      const author = await signUp(here, "Ana");
      let done = false;
      const talk = chatter(here, { author, room }).finally(() => done = true);
      while (!done) {
        const { messages, rev } = await there.messages.page(room, { limit: 200 });
        expect(messages.at(-1)?.rev ?? 0).toBeGreaterThanOrEqual(rev);
      }
      await talk;
    },
  },
  {
    name: "what both do to one message takes its turns, and both come to the same",
    async run(world) {
      const [here, there] = [world.store, await world.instance()];
      const room = await geralOf(here);
      const [ana, bruno] = [await signUp(here, "Ana"), await signUp(there, "Bruno")];
      const [seq = 0] = await say(here, { author: ana, room }, "começo");
      const work = async (store: Store, author: User) => {
        for (let round = 0; round < ROUNDS; round++) {
          const on = round % 2 === 0;
          const batch: Change[] = [await reaction(store, { author, room, seq, on })];
          if (author === ana) {
            batch.push(await edit(store, { author, room, seq, body: `${round}` }));
          }
          for (const outcome of (await store.messages.commit(batch)).outcomes) placed(outcome);
        }
      };
      await Promise.all([work(here, ana), work(there, bruno), work(there, ana)]);
      const left = await Promise.all([here, there].map((store) => follow(store, room, () => true)));
      expect(left[0]).toEqual(left[1]);
      expect(left[0]).toMatchObject([{
        ...{ seq, body: `${ROUNDS - 1}` },
        reactions: [{ emoji: "👍", users: expect.arrayContaining([bruno.id]) }],
      }]);
    },
  },
  {
    name: "one id sent to both at once is stored once, whichever the room",
    async run(world) {
      const [here, there] = [world.store, await world.instance()];
      const author = await signUp(here, "Ana");
      const geral = await geralOf(here);
      const cozinha = await here.rooms.create({
        ...{ slug: "cozinha", name: "Cozinha", topic: "", kind: "public" },
        members: [author.id],
      });
      for (let round = 0; round < 10; round++) {
        const post = await draft(here, { author, room: geral, body: "olá" });
        const rights = await draft(here, { author, room: cozinha, body: "olá", id: post.id });
        const results = await Promise.all([
          here.messages.commit([post]),
          there.messages.commit([round % 2 === 0 ? post : rights]),
        ]);
        const [first, second] = results.map(({ outcomes }) => outcomes[0]!);
        expect([first!.kind, second!.kind].sort()).toEqual(["done", "known"]);
        expect({ ...first, kind: "done" }).toEqual({ ...second, kind: "done" });
      }
    },
  },
  {
    name: "a name that both are asked for at once goes to one",
    async run(world) {
      const stores = [world.store, await world.instance()];
      for (const name of ["Ana", "Bruno", "Clara"]) {
        const results = await Promise.allSettled(stores.map((store) => signUp(store, name)));
        expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
        const refused = results.find((result) => result.status === "rejected");
        expect(refused?.reason).toMatchObject({ code: "conflict" });
      }
    },
  },
  {
    name: "people who come and go and people who talk never block one another",
    async run(world) {
      const stores = [world.store, await world.instance()];
      const author = await signUp(world.store, "Ana");
      const geral = await geralOf(world.store);
      const cozinha = await world.store.rooms.create({
        ...{ slug: "cozinha", name: "Cozinha", topic: "", kind: "public" },
        members: [author.id],
      });
      const comings = stores.flatMap((store, i) => [comeAndGo(store, cozinha, `Bruno${i}`)]);
      const talks = stores.flatMap((store, i) =>
        [[geral, cozinha], [cozinha, geral]].map((rooms) => talkIn(store, { author, rooms, i }))
      );
      await Promise.all([...comings, ...talks]);
      const heads = await world.store.rooms.heads([geral, cozinha]);
      expect([...heads.values()].map(({ rev }) => rev)).toEqual([40, 40]);
    },
  },
];

async function comeAndGo(store: Store, room: number, name: string): Promise<void> {
  for (let round = 0; round < 8; round++) {
    const person = await signUp(store, `${name}-${round}`);
    await store.rooms.admit(room, person.id);
    await store.rooms.dismiss(room, person.id);
  }
}

async function talkIn(
  store: Store,
  { author, rooms, i }: { author: User; rooms: number[]; i: number },
): Promise<void> {
  for (let round = 0; round < 10; round++) {
    const batch = await Promise.all(
      rooms.map((room) => draft(store, { author, room, body: `${i}.${round}` })),
    );
    await store.messages.commit(batch);
  }
}
