import { createConnection } from "mysql2/promise";
import { newId } from "@/tests/support/new_id.ts";
import { type Episode, pass } from "../episode.ts";
import { Scribe } from "../client/scribe.ts";
import type { MysqlSite } from "../site/mysql_site.ts";

/** The server's patience with a lock is 2 s. */
const HELD_MS = 2_600;

/**
 * Somebody else is in the middle of storing the same id, so that the INSERT of a batch waits until
 * MySQL gives it up, and it alone: the transaction is still there, and could be committed.
 */
export const lockTimeout: Episode<MysqlSite> = {
  name: "a lock time-out in the middle of a batch",
  async play({ site, crowd, book, rng, open }) {
    const room = crowd.rooms.get("geral")!.id;
    crowd.seat("Ana", site.a);
    crowd.seat("Bruno", site.b);
    await open(crowd.tab("Bruno", "geral", book, rng));
    using ana = await Scribe.open(crowd.device("Ana"), book);
    const id = newId();
    const { host, port, user, password, database } = site.config;
    const other = await createConnection({ host, port, user, password, database });
    try {
      await other.query("start transaction");
      await other.query(
        `insert into messages (room_id, seq, n, rev, author_id, client_id, kind, body, created_at)
         values (0, 1, 1, 1, ?, ?, 'text', '', 0)`,
        [crowd.device("Ana").person.user.id, id],
      );
      // Whom it calls has to be looked up, so that the batch is said in more than one message.
      const body = `${book.textBy("Ana")} @${crowd.device("Bruno").person.user.name}`;
      const answered = ana.write(room, { kind: "post", body }, { id });
      await pass(HELD_MS);
      await other.query("rollback");
      await answered;
    } finally {
      other.destroy();
    }
  },
};
