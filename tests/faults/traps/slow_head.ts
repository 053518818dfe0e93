import { type Episode, pass } from "../episode.ts";
import { Scribe } from "../client/scribe.ts";
import type { MysqlSite } from "../site/mysql_site.ts";

const POSTS = 30;

/** While an instance reads what is new, more comes; between its questions, if it has two. */
export const slowHead: Episode<MysqlSite> = {
  name: "a room moves on while it is read",
  async play({ site, crowd, book, rng, open }) {
    crowd.seat("Ana", site.a);
    crowd.seat("Bruno", site.b);
    await open(crowd.tab("Bruno", "geral", book, rng));
    using ana = await Scribe.open(crowd.device("Ana"), book);
    const faster = site.b.sql.slowDown(/^select (?:`rev`,|.* as `head`)/, 60);
    for (let n = 0; n < POSTS; n++) {
      await ana.write(crowd.rooms.get("geral")!.id, { kind: "post", body: book.textBy("Ana") });
      await pass(10);
    }
    faster();
  },
};
