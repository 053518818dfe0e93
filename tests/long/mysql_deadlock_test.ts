import { expect } from "expect";
import { createConnection } from "mysql2/promise";
import { silentLog } from "@/lib/chat/log.ts";
import type { User } from "@/lib/chat/model.ts";
import { parseName } from "@/lib/chat/name.ts";
import type { Change, Store } from "@/lib/chat/store.ts";
import type { MysqlStoreConfig } from "@/lib/store/mod.ts";
import { type MysqlServer, startMysql } from "../support/mysql_server.ts";
import {
  deletion,
  draft,
  edit,
  geralOf,
  line,
  newSession,
  pin,
  placed,
  reaction,
  signUp,
  worldAt,
} from "../lib/store/world.ts";

const ROUNDS = 15;
const SLUGS = ["cozinha", "sala", "varanda"];

Deno.test("two instances at work never lock each other out", async (t) => {
  await using server = await startMysql();
  const config = await server.database("impasse");
  await t.step(`the server is ${server.version}`, () => {});

  await t.step(
    "joins, reactions, edits, pins, new people and batches at once: no deadlock",
    async () => {
      await using world = await worldAt(config, { log: silentLog });
      const stores = [world.store, await world.instance()];
      const people = await Promise.all(
        ["Ana", "Bruno", "Clara", "Davi"].map((name) => signUp(world.store, name)),
      );
      const members = people.map(({ id }) => id);
      const made = await Promise.all(
        SLUGS.map((slug) =>
          world.store.rooms.create({ slug, name: slug, topic: "", kind: "public", members })
        ),
      );
      const rooms = [await geralOf(world.store), ...made];
      const results = await Promise.allSettled(stores.flatMap((store, at) => [
        ...people.map((author, n) => change(store, author, turned(rooms, at + n))),
        comeAndGo(store, rooms, `Eva ${at}`),
        comeAndGo(store, rooms.toReversed(), `Gil ${at}`),
        meet(store, turned(people, at)),
        live(store, rooms.slice(1), `Ivo ${at}`),
      ]));
      expect(results.filter(({ status }) => status === "rejected")).toEqual([]);
      expect(await deadlockOf(server)).toBeUndefined();
    },
  );

  await t.step("and were there one, it would have been seen", async () => {
    await provoke(config);
    expect(await deadlockOf(server)).toContain("rooms");
  });
});

/** Batches over several rooms: new messages, and changes to those that others have written. */
async function change(store: Store, author: User, rooms: readonly number[]): Promise<void> {
  const own = new Map<number, number[]>();
  for (let round = 0; round < ROUNDS; round++) {
    const changes = await Promise.all(rooms.flatMap((room): Promise<Change>[] => {
      const [seq] = own.get(room)?.splice(0, 1) ?? [];
      const post = draft(store, { author, room, body: `${author.name} ${round}` });
      if (seq === undefined) return [post];
      const next = round % 3 === 0
        ? deletion(store, { author, room, seq })
        : edit(store, { author, room, seq, body: `outra ${round}` });
      const on = round % 2 === 0;
      const marks = [
        reaction(store, { author, room, seq: 1, on }),
        pin(store, { author, room, seq: 2, on }),
        line(store, { author, room, body: "joined" }),
      ];
      return [post, next, ...marks];
    }));
    const [{ outcomes }] = await Promise.all([
      store.messages.commit(changes),
      store.own.save(author.id, { room: rooms[0]!, seq: 1 }, round % 2 === 0),
    ]);
    for (const [at, { room, kind }] of changes.entries()) {
      if (kind === "post") own.set(room, [...own.get(room) ?? [], placed(outcomes[at]).seq]);
    }
  }
}

async function comeAndGo(store: Store, rooms: readonly number[], name: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const person = await signUp(store, `${name} ${round}`);
    for (const room of rooms) await store.rooms.admit(room, person.id);
    for (const room of rooms.toReversed()) await store.rooms.dismiss(room, person.id);
  }
}

/** People who change how they are called and look, sign in elsewhere, knock, and delete their account. */
async function live(store: Store, rooms: readonly number[], name: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const [first, second] = [newSession(), newSession()];
    const person = await signUp(store, `${name} ${round}`, first.tokenHash);
    for (const room of rooms) await store.rooms.admit(room, person.id);
    await Promise.all([
      store.people.rename(person.id, parseName(`Leo ${name} ${round}`)),
      store.people.prefer(person.id, { hue: round }),
      store.people.signIn(person.id, second),
      store.people.endSession(first.tokenHash),
      store.people.seen([person.id]),
      store.server.knock(parseName(`Nina ${name} ${round}`), newSession()),
    ]);
    await store.people.turnSession(second.tokenHash, { ...newSession(), confirmed: true });
    const [knock] = await store.server.knocks();
    await Promise.all([
      ...(knock ? [store.server.letIn(knock.id, { join: "geral", role: "guest" })] : []),
      store.people.erase(person.id),
    ]);
  }
}

/** Everybody opens a direct room with everybody, from both ends. */
async function meet(store: Store, people: readonly User[]): Promise<void> {
  for (const one of people) {
    const others = people.filter((other) => other !== one);
    await Promise.all(others.map((other) => store.rooms.direct([one.id, other.id])));
  }
}

/** The same list, beginning elsewhere. */
function turned<T>(list: readonly T[], by: number): T[] {
  return list.map((_, at) => list[(at + by) % list.length]!);
}

/** What InnoDB says of the last deadlock, if there ever was one. */
async function deadlockOf(server: MysqlServer): Promise<string | undefined> {
  const [row] = await server.admin("show engine innodb status");
  const [, told] = String(row?.["Status"]).split("LATEST DETECTED DEADLOCK");
  return told?.split("\nTRANSACTIONS\n")[0];
}

/** Two who lock two rooms in opposite order. */
async function provoke({ host, port, user, password, database }: MysqlStoreConfig): Promise<void> {
  const open = () => createConnection({ host, port, user, password, database });
  const pair = await Promise.all([open(), open()]);
  const lock = (at: number, room: number) =>
    pair[at]!.query("select id from rooms where id = ? for update", [room]);
  for (const [at, connection] of pair.entries()) {
    await connection.query("start transaction");
    await lock(at, at + 1);
  }
  await Promise.allSettled([lock(0, 2), lock(1, 1)]);
  for (const connection of pair) connection.destroy();
}
