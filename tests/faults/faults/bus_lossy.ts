import { type Fault, pass } from "../episode.ts";
import type { MysqlSite } from "../site/mysql_site.ts";

/** Half of all that the bus carries never arrives, beats included. */
export const busLossy: Fault<MysqlSite> = {
  name: "half of all bus messages dropped",
  takes: ["bus"],
  async inject({ site, rng, full }) {
    for (const { bus } of site.places) bus.loses = () => rng.chance(0.5);
    await pass(full ? 8_000 : 2_000);
    for (const { bus } of site.places) bus.loses = () => false;
  },
};
