import { type Episode, pass } from "../episode.ts";
import { Scribe } from "../client/scribe.ts";
import type { MysqlSite } from "../site/mysql_site.ts";

/** Two messages of one room are edited through two instances, the one in the middle of the other. */
export const twoEditsAtOnce: Episode<MysqlSite> = {
  name: "two edits of one room at once",
  async play({ site, crowd, book, rng, open }) {
    const room = crowd.rooms.get("geral")!.id;
    crowd.seat("Ana", site.a);
    crowd.seat("Bruno", site.b);
    await open(crowd.tab("Ana", "geral", book, rng), crowd.tab("Bruno", "geral", book, rng));
    using ana = await Scribe.open(crowd.device("Ana"), book);
    using bruno = await Scribe.open(crowd.device("Bruno"), book);
    const seqs: number[] = [];
    for (const scribe of [ana, bruno]) {
      const { answer } = await scribe.write(room, { kind: "post", body: book.textBy("um") });
      seqs.push(answer.t === "ack" ? answer.seq : 0);
    }
    const update = site.a.sql.catchNext({ what: /^update `messages`/, delivered: false });
    const edit = (
      seq = 0,
    ) => ({ kind: "edit", seq, base: seq, body: book.textBy("dois") } as const);
    const first = ana.write(room, edit(seqs[0]));
    await update.reached;
    const second = bruno.write(room, edit(seqs[1]));
    // As long as the room is locked the second has to wait.
    await Promise.race([second, pass(300)]);
    update.release();
    await Promise.all([first, second]);
  },
};
