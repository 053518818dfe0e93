import { type Fault, pass } from "../episode.ts";
import type { MysqlSite } from "../site/mysql_site.ts";
import { LOCKING } from "../site/sql_relay.ts";

/** An instance hangs in the middle of a transaction, with a room locked. */
export const frozenWithLock: Fault<MysqlSite> = {
  name: "instance frozen with a room's lock",
  takes: ["mysql", "instances"],
  async inject({ site, rng, full }) {
    const { instance, sql } = rng.pick(site.places)!;
    const stopped = sql.catchNext({ what: LOCKING, delivered: true });
    await stopped.reached;
    instance.freeze();
    stopped.release();
    // In the full form longer than the 10 s after which MySQL takes the lock away from it.
    await pass(full ? 12_000 : 3_500);
    instance.thaw();
  },
};
