import { say } from "@/tests/support/run/say.ts";
import type { Seeded } from "../seeded.ts";
import { MysqlSite } from "../site/mysql_site.ts";
import { stand } from "../site/standing.ts";
import { catchUp } from "./catch_up.ts";
import { comingBack } from "./coming_back.ts";
import type { Figure } from "./figure.ts";
import { mysqlBack } from "./mysql_back.ts";
import { redisBack } from "./redis_back.ts";
import { redisDead } from "./redis_dead.ts";

const FIGURES: readonly Figure[] = [
  redisDead,
  redisBack,
  mysqlBack,
  catchUp("memory"),
  catchUp("the store"),
  ...comingBack(),
];
const WIDTH = Math.max(...FIGURES.map(({ name }) => name.length));

/** Measures each figure by itself, and says which are beyond what they may be. */
export async function runNumbers(
  rng: Seeded,
  only: readonly string[],
): Promise<{ passed: number; failed: number }> {
  await using site = stand(await MysqlSite.open());
  const isWanted = ({ name }: Figure) =>
    only.length === 0 || only.some((word) => name.includes(word));
  const wanted = FIGURES.filter(isWanted);
  let failed = 0;
  for (const { name, most, measure } of wanted) {
    const ms = await measure(site, rng.fork(name));
    if (!(ms <= most)) failed++;
    const verdict = ms <= most ? "" : "  FAILED";
    say(`${name.padEnd(WIDTH)}  ${shown(ms)}  at most ${shown(most)}${verdict}`);
  }
  return { passed: wanted.length - failed, failed };
}

function shown(ms: number): string {
  return `${Math.round(ms).toLocaleString("en").padStart(6)} ms`;
}
