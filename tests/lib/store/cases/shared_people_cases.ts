import { expect } from "expect";
import { Conflict } from "@/lib/chat/errors.ts";
import { parseName } from "@/lib/chat/name.ts";
import type { Case } from "../case.ts";
import { newHash, newSession, signUp } from "../world.ts";

export const sharedPeopleCases: readonly Case[] = [
  {
    name: "of the two, the one that filled the database says so",
    empty: true,
    async run(world) {
      const other = await world.instance();
      expect([world.store.isNew, other.isNew]).toEqual([true, false]);
    },
  },
  {
    name: "a name that is given up on one is held on the other from that moment",
    async run(world) {
      const [here, there] = [world.store, await world.instance()];
      for (let round = 0; round < 10; round++) {
        const ana = await signUp(here, `Ana ${round}`);
        const results = await Promise.allSettled([
          here.people.rename(ana.id, parseName(`Eva ${round}`)),
          signUp(there, `Ana ${round}`),
          signUp(there, `Eva ${round}`),
        ]);
        expect(results[1]).toMatchObject({ status: "rejected", reason: { code: "conflict" } });
        const [renamed, , came] = results;
        expect([renamed.status, came.status].sort()).toEqual(["fulfilled", "rejected"]);
      }
    },
  },
  {
    name: "an idle name that both are asked for at once goes to one",
    async run(world) {
      for (const name of ["Ana", "Bruno", "Clara"]) await signUp(world.store, name);
      await world.rewrite("update users set seen_at = seen_at - 90000000");
      const [here, there] = [world.store, await world.instance()];
      for (const name of ["Ana", "Bruno", "Clara"]) {
        const results = await Promise.allSettled([signUp(here, name), signUp(there, name)]);
        expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
        const refused = results.find((result) => result.status === "rejected");
        expect(refused?.reason).toBeInstanceOf(Conflict);
      }
      expect(await here.server.population()).toBe(3);
    },
  },
  {
    name: "a link that is opened on both at once is used once",
    async run(world) {
      const stores = [world.store, await world.instance()];
      for (let round = 0; round < 5; round++) {
        const hash = newHash();
        await world.store.server.makeLink({ kind: "host", hash, ttlSeconds: 60 });
        const used = await Promise.all(
          [...stores, ...stores].map((store) => store.server.useLink(hash)),
        );
        expect(used.filter((link) => link !== undefined)).toHaveLength(1);
      }
    },
  },
  {
    name: "faces that are changed on both are told on both, each once",
    async run(world) {
      const stores = [world.store, await world.instance()];
      const people = [await signUp(world.store, "Ana"), await signUp(world.store, "Bruno")];
      await Promise.all(
        stores.flatMap((store, at) =>
          Array.from({ length: 10 }, (_, hue) => store.people.prefer(people[at]!.id, { hue }))
        ),
      );
      const told = await Promise.all(stores.map((store) => store.people.facesSince(0)));
      expect(told[0]).toEqual(told[1]);
      expect(told[0]).toMatchObject({ rev: 20, people: [{}, {}] });
    },
  },
  {
    name: "people who come, go, change and are signed out everywhere never block one another",
    async run(world) {
      const stores = [world.store, await world.instance()];
      const clara = await signUp(world.store, "Clara");
      const room = await world.store.rooms.create({
        ...{ slug: "cozinha", name: "Cozinha", topic: "", kind: "public" },
        members: [clara.id],
      });
      const lives = stores.flatMap((store, at) =>
        Array.from({ length: 3 }, async (_, n) => {
          for (let round = 0; round < 4; round++) {
            const session = newSession();
            const person = await signUp(store, `Ana ${at} ${n} ${round}`, session.tokenHash);
            await store.rooms.admit(room, person.id);
            await Promise.all([
              store.people.prefer(person.id, { hue: n }),
              store.people.rename(person.id, parseName(`Eva ${at} ${n} ${round}`)),
              store.people.signIn(person.id, newSession()),
              store.people.endSession(session.tokenHash),
              store.people.seen([person.id]),
            ]);
            await Promise.all([
              store.people.endOthers(person.id, undefined),
              store.people.erase(person.id),
            ].map((work) =>
              work.catch((error) => {
                // Whoever is gone already has no sessions to end.
                if (error.code !== "not_found") throw error;
              })
            ));
          }
        })
      );
      await Promise.all(lives);
      expect(await world.store.server.population()).toBe(1);
    },
  },
];
