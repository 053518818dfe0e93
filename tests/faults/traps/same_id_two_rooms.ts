import type { Episode } from "../episode.ts";
import { Scribe } from "../client/scribe.ts";
import type { MysqlSite } from "../site/mysql_site.ts";
import { COMMITTING } from "../site/sql_relay.ts";

/**
 * Ana's message to geral hangs, so she sends it to cozinha, by way of the other instance. No look at
 * what is there keeps it from being stored twice: the two are in different rooms, under different
 * locks.
 */
export const sameIdTwoRooms: Episode<MysqlSite> = {
  name: "one id to two rooms at once",
  async play({ site, crowd, book }) {
    const [geral, cozinha] = [crowd.rooms.get("geral")!.id, crowd.rooms.get("cozinha")!.id];
    crowd.seat("Ana", site.a);
    crowd.seat("Ana (celular)", site.b);
    using here = await Scribe.open(crowd.device("Ana"), book);
    using there = await Scribe.open(crowd.device("Ana (celular)"), book);
    const insert = site.a.sql.catchNext({ what: COMMITTING, delivered: false });
    const first = here.write(geral, { kind: "post", body: book.textBy("Ana") });
    await insert.reached;
    await there.again(book.deeds[0]!, cozinha);
    insert.release();
    await first;
  },
};
