import type { MysqlSite } from "../site/mysql_site.ts";
import type { Seeded } from "../seeded.ts";

/** Something that is measured, in milliseconds, and how much it may be. */
export interface Figure {
  name: string;
  most: number;
  measure(site: MysqlSite, rng: Seeded): Promise<number>;
}
