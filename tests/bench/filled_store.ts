import { systemClock } from "@/lib/chat/clock.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { Indexer } from "@/lib/search/indexer.ts";
import { openStore, type StoreConfig } from "@/lib/store/mod.ts";
import { type ArchiveSize, fillArchive } from "./archive.ts";
import type { Filled } from "./archive_figures.ts";
import { print } from "./print.ts";

/** A store with an archive in it, and all of it in its index. */
export async function filledStore(
  config: StoreConfig,
  size: ArchiveSize,
): Promise<Filled & AsyncDisposable> {
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
