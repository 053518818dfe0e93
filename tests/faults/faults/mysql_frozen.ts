import { type Fault, pass } from "../episode.ts";
import type { MysqlSite } from "../site/mysql_site.ts";

/** MySQL hangs for 20 s; in the short form for 6, which is more than a statement is waited for. */
export function mysqlFrozen(full: boolean): Fault<MysqlSite> {
  const seconds = full ? 20 : 6;
  return {
    name: `mysql frozen for ${seconds} s`,
    takes: ["mysql"],
    async inject({ site }) {
      site.mysql.freeze();
      await pass(seconds * 1_000);
      site.mysql.thaw();
    },
  };
}
