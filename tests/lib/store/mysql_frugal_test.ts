import { expect } from "expect";
import { silentLog } from "@/lib/chat/log.ts";
import type { Change } from "@/lib/chat/store.ts";
import { type MysqlServer, startMysql } from "@/tests/support/mysql_server.ts";
import { Relay } from "@/tests/support/relay.ts";
import { draft, edit, geralOf, pin, reaction, signUp, worldAt } from "./world.ts";

/** The beginning of a message to the server; the attributes that MySQL is told of are none. */
// deno-lint-ignore no-control-regex -- its first byte
const COMMAND = /\0\x03(?:\0\x01)?[a-z]/g;

/** How many statements of each kind a server has carried out. */
async function statementsOf(server: MysqlServer): Promise<Map<string, number>> {
  const rows = await server.admin(
    `show global status where variable_name in
      ('Com_select', 'Com_insert', 'Com_update', 'Com_delete', 'Com_begin', 'Com_commit')`,
  );
  return new Map(rows.map((row) => [String(row["Variable_name"]).slice(4), Number(row["Value"])]));
}

Deno.test("how often the database is asked", async (t) => {
  await using server = await startMysql();
  const config = await server.database("poupa");
  await using world = await worldAt(config, { log: silentLog });
  const { store } = world;
  const author = await signUp(store, "Ana");
  const room = await geralOf(store);

  const asked = async (run: () => Promise<unknown>): Promise<Record<string, number>> => {
    const before = await statementsOf(server);
    await run();
    const after = await statementsOf(server);
    const spent = [...after].map(([kind, n]) => [kind, n - (before.get(kind) ?? 0)] as const);
    return Object.fromEntries(spent.filter(([, n]) => n > 0));
  };
  const committing = async (...changes: Promise<Change>[]) => {
    const batch = await Promise.all(changes);
    return await asked(() => store.messages.commit(batch));
  };
  const paging = (limit: number, before?: number) =>
    asked(() => store.messages.page(room, { limit, ...(before === undefined ? {} : { before }) }));
  const post = (replyTo?: number) => draft(store, { author, room, body: "olá", replyTo });
  const cozinha = await store.rooms.create({
    ...{ slug: "cozinha", name: "Cozinha", topic: "", kind: "private" },
    members: [author.id],
  });
  const elsewhere = () => draft(store, { author, room: cozinha, body: "olá" });

  await t.step("for plain messages, however many: two looks, two writes", async () => {
    const frugal = { select: 2, insert: 1, update: 1, begin: 1, commit: 1 };
    expect(await committing(post())).toEqual(frugal);
    expect(await committing(...Array.from({ length: 50 }, () => post()))).toEqual(frugal);
  });

  await t.step(
    "once for a room's last page of plain messages, twice for an earlier one",
    async () => {
      expect(await paging(50)).toEqual({ select: 1 });
      // What replies to these may be further on.
      expect(await paging(10, 20)).toEqual({ select: 2 });
    },
  );

  await t.step("once more for each kind of thing that hangs on a page's messages", async () => {
    await committing(post(5), post(6));
    expect(await paging(10)).toEqual({ select: 2 });
    expect(await paging(53)).toEqual({ select: 1 });
    await committing(
      pin(store, { author, room, seq: 50 }),
      reaction(store, { author, room, seq: 49 }),
    );
    expect(await paging(10)).toEqual({ select: 3 });
  });

  await t.step("a first edit looks for no earlier texts to forget", async () => {
    const change = (body: string) => edit(store, { author, room, seq: 10, body });
    const first = { select: 3, insert: 2, update: 2, begin: 1, commit: 1 };
    expect(await committing(change("um"))).toEqual(first);
    // It has changed, so there may be reactions; and fifty texts are enough.
    expect(await committing(change("dois"))).toEqual({ ...first, select: 5 });
  });

  await t.step(
    "plain messages are one message to the server, to however many rooms, others two",
    async () => {
      await using relay = new Relay(server.port);
      const way = { ...config, port: relay.port, ssl: "off" as const };
      await using here = await worldAt(way, { log: silentLog });
      const saying = async (...changes: Change[]) => {
        const before = relay.heard.length;
        expect((await here.store.messages.commit(changes)).outcomes.map(({ kind }) => kind))
          .toEqual(changes.map(() => "done"));
        return relay.heard.slice(before).match(COMMAND)?.length;
      };
      // The connection is there by then.
      await saying(await post());
      expect(await saying(await post(), await post())).toBe(1);
      expect(await saying(await post(), await elsewhere(), await post())).toBe(1);
      expect(await saying(await elsewhere(), await post(5))).toBe(3);
    },
  );
});
