import { backup } from "@/tests/support/backup.ts";
import { eventually } from "@/tests/support/eventually.ts";
import { Scribe } from "../client/scribe.ts";
import { type Episode, pass, type Stage } from "../episode.ts";
import { storeOf } from "../faults/store_of.ts";
import type { MysqlSite } from "../site/mysql_site.ts";

const [BEFORE, LOST, AFTER] = [3, 3, 6];

/**
 * While Bruno is away a backup is restored, and so much is written that the room has gone past the
 * point where he left it: only the store's name tells that it is not the one that he knows.
 */
export const renamedBehindBacks: Episode<MysqlSite> = {
  name: "a restored store has gone past its old head",
  async play(stage) {
    const { site, crowd, book, rng, open } = stage;
    crowd.seat("Ana", site.a);
    crowd.seat("Bruno", site.b);
    const bruno = crowd.tab("Bruno", "geral", book, rng);
    await open(bruno);
    const was = await storeOf(stage);
    await write(stage, BEFORE);
    const from = book.now();
    await using taken = await backup(site.config);
    await write(stage, LOST);
    await eventually(() => bruno.rev === book.deeds.at(-1)!.acks[0]!.rev);
    bruno.sleep();
    await taken.restore({ renewed: true });
    book.restores.push({ from, to: book.now(), was });
    await write(stage, AFTER);
    bruno.wake();
  },
};

/** Ana writes so many messages, and says each again until it is taken. */
async function write({ crowd, book }: Stage, count: number): Promise<void> {
  const room = crowd.rooms.get("geral")!.id;
  for (let left = count; left > 0;) {
    try {
      using ana = await Scribe.open(crowd.device("Ana"), book);
      const { answer } = await ana.write(room, { kind: "post", body: book.textBy("Ana") });
      if (answer.t === "ack") left--;
    } catch {
      // Between two stores nobody is let in.
    }
    await pass(20);
  }
}
