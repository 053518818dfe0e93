import { expect } from "expect";
import { join } from "node:path";
import { silentLog } from "@/lib/chat/log.ts";
import { systemClock } from "@/lib/chat/clock.ts";
import { commitInOne } from "@/lib/store/commit_in_one.ts";
import { readStoreId } from "@/lib/store/identity.ts";
import { openStore } from "@/lib/store/mod.ts";
import { openSqlite } from "@/lib/store/sqlite/open_sqlite.ts";
import { draft, geralOf, signUp } from "./world.ts";

Deno.test("plain messages are stored in one message to SQLite, and nothing is where it takes a closer look", async () => {
  const dir = await Deno.makeTempDir({ prefix: "conexao-in-one-" });
  const config = { kind: "sqlite", path: join(dir, "chat.db") } as const;
  const store = await openStore(config, { log: silentLog });
  const ana = await signUp(store, "Ana");
  const geral = await geralOf(store);
  const posts = [
    await draft(store, { author: ana, room: geral, body: "um" }),
    await draft(store, { author: ana, room: geral, body: "dois" }),
  ];
  const late = await draft(store, { author: ana, room: geral, body: "três" });
  await store.close();
  const engine = await openSqlite(config, { log: silentLog, clock: systemClock });
  try {
    engine.identity.settle((await readStoreId(engine.db))!);
    const stored = await commitInOne(engine, posts);
    expect(stored?.outcomes.map(({ kind }) => kind)).toEqual(["done", "done"]);
    expect(stored?.changes[0]?.messages.map(({ body }) => body)).toEqual(["um", "dois"]);
    expect(await commitInOne(engine, posts)).toBeUndefined();
    expect(await commitInOne(engine, [{ ...late, aclRev: late.aclRev + 1 }])).toBeUndefined();
    const rows = await engine.db.selectFrom("messages").select(["seq", "n", "body"])
      .where("body", "in", ["um", "dois", "três"]).orderBy("seq").execute();
    expect(rows.map(({ body }) => body)).toEqual(["um", "dois"]);
    expect(rows[1]!.n - rows[0]!.n).toBe(1);
  } finally {
    await engine.close();
    await Deno.remove(dir, { recursive: true });
  }
});
