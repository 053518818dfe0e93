import type { StoreConfig } from "@/lib/store/mod.ts";
import { startMysql } from "../support/mysql_server.ts";
import type { ArchiveSize } from "./archive.ts";
import { measureArchive } from "./archive_figures.ts";
import { filledStore } from "./filled_store.ts";
import { print } from "./print.ts";

// `deno task bench:search [sqlite|mysql] [messages]`: both, and a million, unless told.
const SIZE: ArchiveSize = { messages: 1_000_000, rooms: 200, people: 500 };
const SMALL = 10_000;
/** As a host's, but for what a COMMIT waits for: filling would take hours. */
const MYSQL = ["--innodb-buffer-pool-size=1G", "--loose-innodb-redo-log-capacity=1G"];

const [kind, messages = String(SIZE.messages)] = Deno.args;
const size = { ...SIZE, messages: Number(messages) };
if (kind !== "mysql") await onSqlite();
if (kind !== "sqlite") await onMysql();
Deno.exit(0);

async function onSqlite(): Promise<void> {
  const dir = await Deno.makeTempDir({ prefix: "conexao-bench-" });
  try {
    print("\nSQLite");
    const at = (name: string) => ({ kind: "sqlite" as const, path: `${dir}/${name}/conexao.db` });
    await measure(at("large"), at("small"));
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

async function onMysql(): Promise<void> {
  await using server = await startMysql({ args: MYSQL });
  print(`\n${server.version}`);
  await measure(await server.database("large"), await server.database("small"));
}

async function measure(large: StoreConfig, small: StoreConfig): Promise<void> {
  await using few = await filledStore(small, { ...size, messages: SMALL });
  await using many = await filledStore(large, size);
  await measureArchive(many, few);
}
