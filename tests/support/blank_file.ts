import { DatabaseSync } from "node:sqlite";
import { dirname } from "node:path";
import { silentLog } from "@/lib/chat/log.ts";
import { openStore } from "@/lib/store/mod.ts";

let model: Promise<Uint8Array> | undefined;

/**
 * Puts a SQLite store there that nobody has been in, under an id of its own: a copy of one that is
 * made once, since making its tables takes more than most tests of it.
 */
export async function putBlankFile(path: string): Promise<void> {
  const bytes = await (model ??= makeModel());
  await Deno.mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await Deno.writeFile(path, bytes, { createNew: true, mode: 0o600 });
  using database = new DatabaseSync(path);
  const id = crypto.getRandomValues(new Uint8Array(16)).toHex();
  database.prepare("update meta set value = ? where name = 'store'").run(id);
}

async function makeModel(): Promise<Uint8Array> {
  const dir = await Deno.makeTempDir({ prefix: "conexao-model-" });
  try {
    const path = `${dir}/chat.db`;
    await (await openStore({ kind: "sqlite", path }, { log: silentLog })).close();
    return await Deno.readFile(path);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}
