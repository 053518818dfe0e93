import { expect } from "expect";
import { systemClock } from "@/lib/chat/clock.ts";
import { foldName } from "@/lib/chat/fold_name.ts";
import { silentLog as log } from "@/lib/chat/log.ts";
import { prepareSchema } from "@/lib/store/migrate.ts";
import { MIGRATIONS } from "@/lib/store/migrations.ts";
import { rekeyNames } from "@/lib/store/rekey_names.ts";
import { openSqlite } from "@/lib/store/sqlite/open_sqlite.ts";

const BEFORE = MIGRATIONS.indexOf(rekeyNames);

/** Name and key of everybody, after a database from before look-alikes met is brought up to date. */
async function rekeyed(people: readonly { name: string; key: string }[]) {
  const dir = await Deno.makeTempDir({ prefix: "conexao-" });
  const path = `${dir}/conexao.db`;
  const engine = await openSqlite({ kind: "sqlite", path }, { log, clock: systemClock });
  const options = { migrate: true, patient: true, log, clock: systemClock };
  try {
    await prepareSchema(engine, { ...options, steps: MIGRATIONS.slice(0, BEFORE) });
    for (const { name, key } of people) {
      await engine.db.insertInto("users").values({
        ...{ name, name_key: key, role: "member", rev: 1, created_at: 1, seen_at: 1 },
        ...{ password_hash: null, locale: null, banned_until: null },
      }).execute();
    }
    await prepareSchema(engine, options);
    return await engine.db.selectFrom("users").select(["name", "name_key"]).orderBy("id").execute();
  } finally {
    await engine.close();
    await Deno.remove(dir, { recursive: true });
  }
}

Deno.test("rekeyNames: each has the key of today", async () => {
  const people = [{ name: "Brun0", key: "brun0" }, { name: "Márcia", key: "marcia" }];
  expect(await rekeyed(people)).toEqual(
    people.map(({ name }) => ({ name, name_key: foldName(name) })),
  );
});

Deno.test("rekeyNames: of two look-alikes both stay, and nobody else can come between", async () => {
  const [first, second] = await rekeyed([
    { name: "Bruno", key: "bruno" },
    { name: "Brun0", key: "brun0" },
  ]);
  expect(first).toEqual({ name: "Bruno", name_key: foldName("Bruno") });
  expect(second).toEqual({ name: "Brun0", name_key: "\u007f2" });
});

Deno.test("rekeyNames: a key that another is about to leave is no obstacle", async () => {
  const key = foldName("maria");
  const people = [{ name: "maria", key: "maria" }, { name: "Ana", key }];
  expect((await rekeyed(people)).map(({ name_key }) => name_key)).toEqual([key, foldName("Ana")]);
});
