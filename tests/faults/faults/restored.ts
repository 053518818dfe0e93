import { backup } from "@/tests/support/backup.ts";
import { type Fault, pass } from "../episode.ts";
import type { MysqlSite } from "../site/mysql_site.ts";
import { storeOf } from "./store_of.ts";

/** What was under way when it changed has been answered by then, one way or the other. */
const SETTLED_MS = 300;

/**
 * The store becomes again what it was some time ago, under a name of its own, while everybody is at
 * work. It was seconds ago in place of minutes: nothing here looks at how long.
 */
export const restored: Fault<MysqlSite> = {
  name: "store restored to an earlier state",
  takes: ["mysql", "instances"],
  async inject(stage) {
    const { site, book, full } = stage;
    const was = await storeOf(stage);
    const from = book.now();
    await using taken = await backup(site.config);
    await pass(full ? 5_000 : 1_200);
    await taken.restore({ renewed: true });
    await pass(SETTLED_MS);
    book.restores.push({ from, to: book.now(), was });
  },
};
