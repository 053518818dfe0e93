import { systemClock } from "./chat/clock.ts";
import { loadConfig, reportConfigError } from "./config.ts";
import { Indexer } from "./search/indexer.ts";
import { openStore, StoreRefused } from "./store/mod.ts";
import { jsonLog } from "./telemetry/json_log.ts";

/** An instance that is at it lets go within this time, in milliseconds, if it does not write more. */
const AGAIN_MS = 1_000;

/**
 * `deno task db:reindex`: throws the index of words away and builds it anew, from what is said now.
 * Instances of a MySQL may run meanwhile; they find less until it is done. Ends with status 1 and
 * one line where that cannot be.
 */
async function rebuildIndex(): Promise<void> {
  try {
    const config = loadConfig();
    const log = jsonLog(config.logLevel, print);
    const store = await openStore(config.store, { log });
    const indexer = new Indexer({ store: store.index, clock: systemClock, log, alone: true });
    try {
      while (!await indexer.clear()) await later();
      await indexer.catchUp();
    } finally {
      await indexer.stop();
      await store.close();
    }
    print("The index of words is built anew.");
  } catch (error) {
    if (!(error instanceof StoreRefused)) reportConfigError(error);
    print(error.message);
    Deno.exit(1);
  }
}

function later(): Promise<void> {
  return new Promise((resolve) => systemClock.after(AGAIN_MS, resolve));
}

function print(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
}

if (import.meta.main) await rebuildIndex();
