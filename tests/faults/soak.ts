import { say } from "@/tests/support/run/say.ts";
import { amidTalk } from "./amid_talk.ts";
import type { Fault } from "./episode.ts";
import { faultsOnMysql, GENTLE } from "./faults/mod.ts";
import { together } from "./faults/together.ts";
import { Memory } from "./memory.ts";
import { play, type Scene } from "./play.ts";
import { passed, type Row } from "./row.ts";
import { MysqlSite } from "./site/mysql_site.ts";
import type { Site } from "./site/site.ts";
import { stand } from "./site/standing.ts";
import { SqliteSite } from "./site/sqlite_site.ts";
import { Table } from "./table.ts";
import { Crowd } from "./workload/crowd.ts";

const STRIKES = 8;
/** How much more memory a process may hold in the end than in the middle. */
const MOST_GROWTH = 0.05;

/** How a soak is run. */
export interface SoakOptions extends Pick<Scene<Site>, "rng" | "patienceMs" | "evidence"> {
  store: Site["store"];
  minutes: number;
}

/** Random faults for a long time, and the memory of an instance that lives through all of it. */
export async function soak(options: SoakOptions): Promise<{ passed: number; failed: number }> {
  if (options.store === "mysql") {
    await using site = stand(await MysqlSite.open({ instances: 3, steady: 1 }));
    return await soakOn(site, faultsOnMysql(false), options);
  }
  await using site = stand(await SqliteSite.open({ steady: true }));
  return await soakOn(site, GENTLE, options);
}

async function soakOn<S extends Site>(
  site: S,
  faults: readonly Fault<S>[],
  { minutes, store: _store, ...options }: SoakOptions,
): Promise<{ passed: number; failed: number }> {
  await using crowd = await Crowd.gather(site);
  using memory = new Memory(site.places.at(-1)!.instance.pid);
  const scene = { site, crowd, ...options, full: false, books: [] };
  const table = new Table();
  const rows: Row[] = [];
  const end = performance.now() + minutes * 60_000;
  say(table.head);
  for (let round = 1; performance.now() < end; round++) {
    const row = await play(scene, amidTalk(together(faults, { strikes: STRIKES, round })));
    rows.push(row);
    say(table.row(row));
    if (row.endless) break;
  }
  for (const line of table.sums(rows)) say(line);
  const flat = tell(memory);
  const good = rows.filter(passed).length + Number(flat);
  return { passed: good, failed: rows.length + 1 - good };
}

function tell({ growth: { before, after } }: Memory): boolean {
  const grown = after / before - 1;
  const mebibytes = [before, after].map((bytes) => (bytes / 2 ** 20).toFixed(1));
  const percent = (grown * 100).toFixed(1);
  const flat = grown < MOST_GROWTH;
  say(
    `memory of the steady instance: ${mebibytes[0]} MiB in the middle, ${mebibytes[1]} MiB in ` +
      `the end, ${percent} % more, less than ${MOST_GROWTH * 100} % wanted${
        flat ? "" : ": FAILED"
      }`,
  );
  return flat;
}
