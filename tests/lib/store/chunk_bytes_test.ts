import { expect } from "expect";
import { Conflict } from "@/lib/chat/errors.ts";
import { silentLog as log } from "@/lib/chat/log.ts";
import type { ByteStore, Store } from "@/lib/chat/store.ts";
import { openStore } from "@/lib/store/mod.ts";
import { startMysql } from "@/tests/support/mysql_server.ts";
import { all, keepBytes, noise, same } from "../files/byte_store_suite.ts";
import { announce, MINUTE, PLENTY } from "./cases/file_scene.ts";
import { geralOf, newId, signUp } from "./world.ts";

Deno.test("bytes in rows of a database", async (t) => {
  await using server = await startMysql();
  await t.step(`the server is ${server.version}`, () => {});
  const config = await server.database("bytes");
  const store = await openStore(config, { log });
  const other = await openStore(config, { log });
  const ana = await signUp(store, "Ana");
  const bytes = store.chunks!;
  try {
    await keepBytes(t, {
      bytes,
      async hold(id, holder) {
        const file = { id, owner: ana.id, name: "férias.zip", size: 2 ** 31, ttlMs: MINUTE };
        await store.files.reserve(file, PLENTY);
        await store.files.hold(id, holder, MINUTE);
      },
    });

    await t.step("another instance reads them", async () => {
      const { id } = await announce(store, ana);
      await store.files.hold(id, "aqui", MINUTE);
      const whole = noise(3_000_000);
      await put(bytes, id, whole);
      const there = await all(other.chunks!.read(id, { from: 5, to: whole.length }));
      expect(same(there, whole.subarray(5))).toBe(true);
    });

    await t.step("whoever has lost the file writes nothing more, nor does a stranger", async () => {
      const { id } = await announce(store, ana);
      await store.files.hold(id, "aqui", 0);
      const [first, second] = [noise(10), noise(10)];
      await bytes.write(id, "aqui", 0, first);
      await other.files.hold(id, "ali", MINUTE);
      await expect(bytes.write(id, "aqui", 0, second)).rejects.toThrow(Conflict);
      await expect(bytes.write(newId(), "aqui", 0, second)).rejects.toThrow(Conflict);
      expect(same(await all(bytes.read(id, { from: 0, to: 10 })), first)).toBe(true);
      await other.chunks!.write(id, "ali", 0, second);
      expect(same(await all(bytes.read(id, { from: 0, to: 10 })), second)).toBe(true);
    });

    await t.step("a file that is cancelled or finished is written no more", async () => {
      const { id } = await announce(store, ana);
      await store.files.hold(id, "aqui", MINUTE);
      await store.files.cancel(id);
      await expect(bytes.write(id, "aqui", 0, noise(10))).rejects.toThrow(Conflict);
      expect(await rowsOf(id)).toBe(0);
    });

    await t.step(
      "of a takeover in the middle nothing is torn, and nothing comes late",
      async () => {
        for (let round = 0; round < 5; round++) {
          const { id } = await announce(store, ana);
          await store.files.hold(id, "aqui", 0);
          const [old, young] = [noise(100_000), noise(100_000)];
          const late = bytes.write(id, "aqui", 0, old).catch((error) => error);
          await other.files.hold(id, "ali", MINUTE);
          await other.chunks!.write(id, "ali", 0, young);
          const outcome = await late;
          expect(outcome === undefined || outcome instanceof Conflict).toBe(true);
          const kept = await all(bytes.read(id, { from: 0, to: young.length }));
          expect(same(kept, young)).toBe(true);
        }
      },
    );

    await t.step("with no right but to read and write rows", async () => {
      const rights = "select, insert, update, delete";
      const guest = { user: "conexao_cliente", password: "c", rights };
      const client: Store = await openStore(await server.account("bytes", guest), { log });
      try {
        const { id } = await announce(client, ana);
        await client.files.hold(id, "cliente", MINUTE);
        const whole = noise(2_500_000);
        await put(client.chunks!, id, whole, "cliente");
        const read = await all(client.chunks!.read(id, { from: 0, to: whole.length }));
        expect(same(read, whole)).toBe(true);
        await client.chunks!.remove(id);
        expect(await rowsOf(id)).toBe(0);
        await client.files.cancel(id);
      } finally {
        await client.close();
      }
    });
  } finally {
    await store.close();
    await other.close();
  }

  async function rowsOf(id: string): Promise<number> {
    const [row] = await server.admin(
      `select count(*) as n from file_chunks where file_id = '${id}'`,
      "bytes",
    );
    return Number(row?.["n"]);
  }
});

Deno.test("a database whose disk is full takes no more bytes, and gives out those that it has", async () => {
  await using server = await startMysql();
  const store = await openStore(await server.database("bytes"), { log });
  // MariaDB 10.11 itself dies of a tablespace that may not grow: this says what other servers do.
  await server.admin(
    `create trigger full before insert on file_chunks for each row begin if new.n >= 4 then
      signal sqlstate 'HY000' set mysql_errno = 1114, message_text = 'The table is full';
    end if; end`,
    "bytes",
  );
  try {
    const ana = await signUp(store, "Ana");
    const { id } = await announce(store, ana, { size: 2 ** 30 });
    await store.files.hold(id, "aqui", MINUTE);
    const bytes = store.chunks!;
    const piece = noise(bytes.piece);
    const fill = async () => {
      for (let at = 0; at < 2 ** 23; at += piece.length) await bytes.write(id, "aqui", at, piece);
    };
    await expect(fill()).rejects.toMatchObject({ code: "too_large", field: "disk" });
    const read = await all(bytes.read(id, { from: 0, to: piece.length }));
    expect(same(read, piece)).toBe(true);
    expect((await store.messages.page(await geralOf(store), { limit: 1 })).messages).toEqual([]);
  } finally {
    await store.close();
  }
});

async function put(bytes: ByteStore, id: string, whole: Uint8Array<ArrayBuffer>, by = "aqui") {
  for (let at = 0; at < whole.length; at += bytes.piece) {
    await bytes.write(id, by, at, whole.slice(at, at + bytes.piece));
  }
}
