import { type Fault, pass } from "../episode.ts";
import type { MysqlSite } from "../site/mysql_site.ts";

/** Redis hangs: its connections stand, and nothing comes. */
export const redisFrozen: Fault<MysqlSite> = {
  name: "redis frozen",
  takes: ["redis"],
  async inject({ site, full }) {
    site.redis.freeze();
    await pass(full ? 12_000 : 2_500);
    site.redis.thaw();
  },
};
