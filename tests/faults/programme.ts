import { amidTalk } from "./amid_talk.ts";
import type { Episode, Fault } from "./episode.ts";
import { faultsOnMysql, faultsOnSqlite } from "./faults/mod.ts";
import { together } from "./faults/together.ts";
import type { Seeded } from "./seeded.ts";
import type { MysqlSite } from "./site/mysql_site.ts";
import type { Site } from "./site/site.ts";
import type { SqliteSite } from "./site/sqlite_site.ts";
import { TRAPS } from "./traps/mod.ts";

export type Form = "short" | "full";

/** How many rounds of random strikes follow, and how many strikes each has. */
const ROUNDS = {
  mysql: { short: { rounds: 1, strikes: 8 }, full: { rounds: 16, strikes: 12 } },
  sqlite: { short: { rounds: 2, strikes: 8 }, full: { rounds: 16, strikes: 12 } },
};

/** What is played on MySQL: every trap, every fault by itself, and faults at random together. */
export function programmeOnMysql(form: Form, rng: Seeded): Episode<MysqlSite>[] {
  const faults = faultsOnMysql(form === "full");
  return [...rng.shuffle([...TRAPS, ...alone(faults)]), ...atRandom(faults, ROUNDS.mysql[form])];
}

/** What is played on SQLite: every fault by itself, and at random together. */
export function programmeOnSqlite(form: Form, rng: Seeded): Episode<SqliteSite>[] {
  const faults = faultsOnSqlite();
  return [...rng.shuffle(alone(faults)), ...atRandom(faults, ROUNDS.sqlite[form])];
}

function alone<S extends Site>(faults: readonly Fault<S>[]): Episode<S>[] {
  return faults.map((fault) => amidTalk(fault));
}

function atRandom<S extends Site>(
  faults: readonly Fault<S>[],
  { rounds, strikes }: { rounds: number; strikes: number },
): Episode<S>[] {
  return Array.from(
    { length: rounds },
    (_, n) => amidTalk(together(faults, { strikes, round: n + 1 })),
  );
}
