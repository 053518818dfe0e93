import { startMysql } from "../../support/mysql_server.ts";
import type { StoreConfig } from "@/lib/store/mod.ts";
import { pageTimes, searchTimes } from "../archive_figures.ts";
import { filledStore } from "../filled_store.ts";
import { percentile } from "../spread.ts";
import type { Stage } from "../stage.ts";

const SIZES = [10_000, 100_000, 1_000_000];
const SHAPE = { rooms: 200, people: 500 };
/** As a host's, but for what a COMMIT waits for: filling would take hours. */
const MYSQL = ["--innodb-buffer-pool-size=1G", "--loose-innodb-redo-log-capacity=1G"];

/** The names of the figures. */
export const PAST = {
  page: "a page of history at any depth: p50",
  common: "a search for a common word: p50",
  rare: "a search for a rare word: p50",
} as const;

/** Pages of history and searches, among few messages and many. */
export async function past(stage: Stage): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "conexao-bench-" });
  try {
    await onStore(stage, "SQLite", (size) => {
      return Promise.resolve({ kind: "sqlite", path: `${folder}/${size}/conexao.db` });
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  await using server = await startMysql({ args: MYSQL });
  await onStore(stage, "MySQL", (size) => server.database(`past_${size}`));
}

/** Whose figure it is. */
export function among(size: number, store: "SQLite" | "MySQL"): string {
  return `${store}, ${size.toLocaleString("en")} messages`;
}

async function onStore(
  { results, times, quick }: Stage,
  store: "SQLite" | "MySQL",
  place: (size: number) => Promise<StoreConfig>,
): Promise<void> {
  for (const size of quick ? SIZES.slice(0, 1) : SIZES) {
    await using filled = await filledStore(await place(size), { ...SHAPE, messages: size });
    const measures = {
      page: () => pageTimes(filled, (seq) => ({ before: seq, limit: 50 })),
      common: () => searchTimes(filled, "common"),
      rare: () => searchTimes(filled, "rare"),
    };
    for (let time = 0; time < times; time++) {
      for (const [name, measure] of Object.entries(measures)) {
        const what = PAST[name as keyof typeof PAST];
        results.add({ what, of: among(size, store), unit: "ms" }, percentile(await measure(), 0.5));
      }
    }
  }
}
