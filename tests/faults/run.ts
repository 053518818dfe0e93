// The commands: `deno task test:faults [--short | --full | --numbers | --mutants] [--seed N]
// [--store mysql | sqlite] [words of names]`, and `deno task test:soak [--minutes N]`.
import { say } from "@/tests/support/run/say.ts";
import type { Episode } from "./episode.ts";
import { lookBack } from "./look_back.ts";
import { runMutants } from "./mutants/run_mutants.ts";
import { runNumbers } from "./numbers/run_numbers.ts";
import { type Options, parseOptions } from "./options.ts";
import { play } from "./play.ts";
import { programmeOnMysql, programmeOnSqlite } from "./programme.ts";
import { passed, type Row } from "./row.ts";
import { Seeded } from "./seeded.ts";
import { MysqlSite } from "./site/mysql_site.ts";
import type { Site } from "./site/site.ts";
import { clearAwayOnSignal, stand } from "./site/standing.ts";
import { SqliteSite } from "./site/sqlite_site.ts";
import { soak } from "./soak.ts";
import { Table } from "./table.ts";
import { Crowd } from "./workload/crowd.ts";

interface Tally {
  passed: number;
  failed: number;
}

if (import.meta.main) {
  clearAwayOnSignal();
  Deno.exit(await main(parseOptions(Deno.args)));
}

async function main(options: Options): Promise<number> {
  say(`seed ${options.seed}`);
  const { passed, failed } = await runWhat(options);
  say(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

async function runWhat(options: Options): Promise<Tally> {
  if (options.what === "mutants") return await runMutants(options.seed);
  if (options.what === "soak") return await runSoak(options);
  const numbers = () => runNumbers(new Seeded(options.seed).fork("numbers"), options.only);
  if (options.what === "numbers") return await numbers();
  const faults = await runFaults(options);
  const { form, only, stores } = options;
  if (form === "short" || only.length > 0 || !stores.includes("mysql")) return faults;
  const { passed, failed } = await numbers();
  return { passed: faults.passed + passed, failed: faults.failed + failed };
}

async function runSoak({ stores, ...options }: Options): Promise<Tally> {
  const tally = { passed: 0, failed: 0 };
  for (const store of stores) {
    const rng = new Seeded(options.seed).fork(`soak/${store}`);
    const { passed, failed } = await soak({ ...options, store, rng });
    tally.passed += passed;
    tally.failed += failed;
  }
  return tally;
}

async function runFaults(options: Options): Promise<Tally> {
  const table = new Table();
  say(table.head);
  const rows: Row[] = [];
  const told = (row: Row) => {
    rows.push(row);
    say(table.row(row));
  };
  const runs = options.stores.map((store) => () => runOn(store, options, told));
  // Mostly they wait; but what is to be measured is not measured beside others.
  if (options.form === "short") await Promise.all(runs.map((run) => run()));
  else for (const run of runs) await run();
  if (options.rows !== undefined) await Deno.writeTextFile(options.rows, JSON.stringify(rows));
  for (const line of table.sums(rows)) say(line);
  const good = rows.filter(passed).length;
  return { passed: good, failed: rows.length - good };
}

async function runOn(
  store: Site["store"],
  options: Options,
  told: (row: Row) => void,
): Promise<void> {
  const rng = new Seeded(options.seed).fork(store);
  if (store === "mysql") {
    await using site = stand(await MysqlSite.open());
    await playAll(site, programmeOnMysql(options.form, rng), { ...options, rng, told });
  } else {
    await using site = stand(await SqliteSite.open());
    await playAll(site, programmeOnSqlite(options.form, rng), { ...options, rng, told });
  }
}

async function playAll<S extends Site>(
  site: S,
  episodes: readonly Episode<S>[],
  { rng, told, ...options }: Options & { rng: Seeded; told: (row: Row) => void },
): Promise<void> {
  await using crowd = await Crowd.gather(site);
  const { form, only, patienceMs, evidence } = options;
  const scene = { site, crowd, rng, full: form === "full", patienceMs, evidence, books: [] };
  for (const episode of episodes) {
    const isWanted = only.length === 0 || only.some((word) => episode.name.includes(word));
    if (!isWanted) continue;
    const row = await play(scene, episode);
    told(row);
    if (row.endless) return say(`${site.store}: no more is played`);
  }
  const rooms = [...crowd.rooms.values()].map(({ id }) => id);
  told(await lookBack(site, scene.books, rooms));
}
