import { type Episode, pass } from "../episode.ts";
import type { MysqlSite } from "../site/mysql_site.ts";

const TIMES = 8;

/** Without the bus an instance commits on top of what it has not heard of yet. */
export const bothWriteUnheard: Episode<MysqlSite> = {
  name: "both instances write, and neither hears the other",
  async play({ site, crowd, book, rng, open }) {
    crowd.seat("Ana", site.a);
    crowd.seat("Bruno", site.b);
    const ana = crowd.tab("Ana", "geral", book, rng);
    const bruno = crowd.tab("Bruno", "geral", book, rng);
    await open(ana, bruno);
    await site.redis.kill();
    for (let n = 0; n < TIMES; n++) {
      bruno.post(book.textBy(bruno.name));
      await pass(40);
      ana.post(book.textBy(ana.name));
      await pass(40);
    }
    await site.redis.start();
  },
};
