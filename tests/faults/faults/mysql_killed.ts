import { type Fault, pass } from "../episode.ts";
import type { MysqlSite } from "../site/mysql_site.ts";

/** MySQL dies as in a power failure, and starts again. */
export const mysqlKilled: Fault<MysqlSite> = {
  name: "mysql kill -9 and restart",
  takes: ["mysql"],
  async inject({ site, full }) {
    await site.mysql.kill();
    await pass(full ? 5_000 : 500);
    await site.mysql.start();
  },
};
