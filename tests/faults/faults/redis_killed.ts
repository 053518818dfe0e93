import { type Fault, pass } from "../episode.ts";
import type { MysqlSite } from "../site/mysql_site.ts";

/** Redis dies as in a power failure, and starts again. */
export const redisKilled: Fault<MysqlSite> = {
  name: "redis kill -9 and restart",
  takes: ["redis"],
  async inject({ site, full }) {
    await site.redis.kill();
    await pass(full ? 5_000 : 1_500);
    await site.redis.start();
  },
};
