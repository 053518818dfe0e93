import { eventually } from "@/tests/support/eventually.ts";
import { pass } from "../episode.ts";
import { Book } from "../record/book.ts";
import { Crowd } from "../workload/crowd.ts";
import type { Figure } from "./figure.ts";

const QUEUED = 10;
/** Long enough that clients try as seldom as they ever do. */
const AWAY_MS = 25_000;

/** How long after MySQL is back the queue of somebody who went on writing is through. */
export const mysqlBack: Figure = {
  name: "mysql back after 25 s: a queue of 10 is through",
  most: 3_000,
  async measure(site, rng) {
    await using crowd = await Crowd.gather(site);
    const tab = crowd.tab("Ana", "geral", new Book(0), rng);
    await tab.open();
    await eventually(() => tab.welcomed);
    await site.mysql.kill();
    for (let n = 0; n < QUEUED; n++) {
      tab.post(tab.book.textBy(tab.name));
      await pass(50);
    }
    await pass(AWAY_MS);
    await site.mysql.start();
    const back = performance.now();
    await eventually(() => tab.waiting === 0, { withinMs: 30_000 });
    const ms = performance.now() - back;
    tab.close();
    return ms;
  },
};
