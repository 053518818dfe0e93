// The command: `deno task test:faults [--short | --full | --mutants] [--seed N]
// [--store mysql | sqlite] [words of names]`.
import { say } from "@/tests/support/run/say.ts";
import type { Episode } from "./episode.ts";
import { faultsOnMysql, faultsOnSqlite } from "./faults/mod.ts";
import { runMutants } from "./mutants/run_mutants.ts";
import { type Options, parseOptions } from "./options.ts";
import { amidTalk, play } from "./play.ts";
import type { Row } from "./row.ts";
import { Seeded } from "./seeded.ts";
import { MysqlSite } from "./site/mysql_site.ts";
import type { Site } from "./site/site.ts";
import { SqliteSite } from "./site/sqlite_site.ts";
import { Table } from "./table.ts";
import { TRAPS } from "./traps/mod.ts";
import { Crowd } from "./workload/crowd.ts";

if (import.meta.main) Deno.exit(await main(parseOptions(Deno.args)));

async function main(options: Options): Promise<number> {
  say(`seed ${options.seed}`);
  const { passed, failed } = options.what === "mutants"
    ? await runMutants(options.seed)
    : await runFaults(options);
  say(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

async function runFaults(options: Options): Promise<{ passed: number; failed: number }> {
  const full = options.form === "full";
  const rows: Row[] = [];
  for (const store of options.stores) {
    if (store === "mysql") {
      await using site = await MysqlSite.open();
      const faults = faultsOnMysql(full).map((fault) => amidTalk(fault));
      rows.push(...await playAll(site, [...TRAPS, ...faults], options));
    } else {
      await using site = await SqliteSite.open();
      const faults = faultsOnSqlite().map((fault) => amidTalk(fault));
      rows.push(...await playAll(site, faults, options));
    }
  }
  if (options.rows !== undefined) await Deno.writeTextFile(options.rows, JSON.stringify(rows));
  const failed = rows.filter(({ findings }) => findings.length > 0).length;
  return { passed: rows.length - failed, failed };
}

async function playAll<S extends Site>(
  site: S,
  episodes: readonly Episode<S>[],
  { seed, form, only, patienceMs }: Options,
): Promise<Row[]> {
  await using crowd = await Crowd.gather(site);
  const rng = new Seeded(seed).fork(site.store);
  const wanted = episodes.filter(({ name }) =>
    only.length === 0 || only.some((word) => name.includes(word))
  );
  const table = new Table(wanted.map(({ name }) => `${site.store}: ${name}`));
  say(table.head);
  const rows: Row[] = [];
  const scene = { site, crowd, rng, full: form === "full", patienceMs, episodes: 0 };
  for (const episode of rng.shuffle(wanted)) {
    const row = await play(scene, episode);
    say(table.row(row));
    rows.push(row);
  }
  return rows;
}
