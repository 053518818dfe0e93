import { systemClock } from "@/lib/chat/clock.ts";
import { silentLog } from "@/lib/chat/log.ts";
import type { Store } from "@/lib/chat/store.ts";
import { Indexer } from "@/lib/search/indexer.ts";
import { openStore, type StoreConfig } from "@/lib/store/mod.ts";
import { startMysql } from "../support/mysql_server.ts";
import { type Archive, type ArchiveSize, fillArchive } from "./archive.ts";
import { measureArchive } from "./archive_figures.ts";
import { print } from "./print.ts";

// `deno task bench:search [sqlite|mysql] [messages]`: both, and a million, unless told.
const SIZE: ArchiveSize = { messages: 1_000_000, rooms: 200, people: 500 };
const SMALL = 10_000;
/** As a host's, but for what a COMMIT waits for: filling would take hours. */
const MYSQL = ["--innodb-buffer-pool-size=1G", "--innodb-redo-log-capacity=1G"];

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
  await using few = await filled(small, { ...size, messages: SMALL });
  await using many = await filled(large, size);
  await measureArchive(many, few);
}

/** A store with an archive in it, and all of it in its index. */
async function filled(
  config: StoreConfig,
  size: ArchiveSize,
): Promise<{ store: Store; archive: Archive } & AsyncDisposable> {
  await (await openStore(config, { log: silentLog })).close();
  const begun = performance.now();
  const archive = await fillArchive(config, size);
  const written = performance.now();
  const store = await openStore(config, { log: silentLog });
  const parts = { store: store.index, clock: systemClock, log: silentLog };
  const indexer = new Indexer({ ...parts, alone: true });
  await indexer.catchUp();
  await indexer.stop();
  const seconds = [written - begun, performance.now() - written].map((ms) => ms / 1_000);
  const [writing, indexing] = seconds.map((one) => one.toFixed(1));
  print(`  ${size.messages} messages written in ${writing} s, in the index in ${indexing} s`);
  return { store, archive, [Symbol.asyncDispose]: () => store.close() };
}
