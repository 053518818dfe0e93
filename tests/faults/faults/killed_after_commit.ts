import { type Fault, pass } from "../episode.ts";
import type { MysqlSite } from "../site/mysql_site.ts";
import { COMMITTING } from "../site/sql_relay.ts";

/** An instance dies when its COMMIT is done, and before it has told anybody. */
export const killedAfterCommit: Fault<MysqlSite> = {
  name: "instance killed between COMMIT and ack",
  takes: ["mysql", "instances"],
  async inject({ site, rng }) {
    const { instance, sql } = rng.pick(site.mortal)!;
    const stopped = sql.catchNext({ what: COMMITTING, delivered: true });
    await stopped.reached;
    await instance.kill();
    stopped.drop();
    await pass(300);
    await instance.start();
  },
};
