import type { Episode } from "../episode.ts";
import { Scribe } from "../client/scribe.ts";
import type { MysqlSite } from "../site/mysql_site.ts";
import { COMMITTING } from "../site/sql_relay.ts";

/** The connection to MySQL breaks before the COMMIT has got there. */
export const commitNeverArrives: Episode<MysqlSite> = {
  name: "a COMMIT that never arrives",
  async play({ site, crowd, book, open, rng }) {
    crowd.seat("Ana", site.a);
    crowd.seat("Bruno", site.b);
    await open(crowd.tab("Bruno", "geral", book, rng));
    using ana = await Scribe.open(crowd.device("Ana"), book);
    const plain = book.textBy("Ana");
    // Whom it calls has to be looked up: its COMMIT is not in one message with all the rest.
    const calls = `${book.textBy("Ana")} @${crowd.device("Bruno").person.user.name}`;
    for (const body of [plain, calls]) {
      const commit = site.a.sql.catchNext({ what: COMMITTING, delivered: false });
      const answered = ana.write(crowd.rooms.get("geral")!.id, { kind: "post", body });
      await commit.reached;
      commit.drop();
      await answered;
    }
  },
};
