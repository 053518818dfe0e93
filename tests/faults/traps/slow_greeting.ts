import { type Episode, pass } from "../episode.ts";
import { Scribe } from "../client/scribe.ts";
import type { MysqlSite } from "../site/mysql_site.ts";

/** Somebody comes back, and something is said while they are being greeted; then all are quiet. */
export const slowGreeting: Episode<MysqlSite> = {
  name: "something is said during a greeting",
  async play({ site, crowd, book, rng, open }) {
    crowd.seat("Ana", site.a);
    crowd.seat("Bruno", site.b);
    const bruno = crowd.tab("Bruno", "geral", book, rng);
    await open(bruno);
    using ana = await Scribe.open(crowd.device("Ana"), book);
    bruno.sleep();
    const faster = site.b.sql.slowDown(/^select .*`rooms`\.`slug`/, 500);
    bruno.wake();
    await pass(200);
    await ana.write(crowd.rooms.get("geral")!.id, { kind: "post", body: book.textBy("Ana") });
    await pass(100);
    faster();
  },
};
