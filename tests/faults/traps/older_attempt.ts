import type { Episode, Stage } from "../episode.ts";
import { eventually } from "@/tests/support/eventually.ts";
import { Scribe } from "../client/scribe.ts";
import type { Wish } from "../record/deed.ts";
import type { MysqlSite } from "../site/mysql_site.ts";
import { COMMITTING } from "../site/sql_relay.ts";

/** What is done to a message that is there. */
type Change = Exclude<Wish, { kind: "post" }>;

/**
 * What Ana does takes effect, and its ack is lost; she sees it, and does something else from her
 * other machine; then the first one sends its own again.
 */
export const olderAttempt: Episode<MysqlSite> = {
  name: "an older attempt comes after a newer one",
  async play(stage) {
    const { site, crowd, book, rng, open } = stage;
    const room = crowd.rooms.get("geral")!.id;
    crowd.seat("Ana", site.a);
    crowd.seat("Ana (celular)", site.b);
    crowd.seat("Bruno", site.b);
    await open(crowd.tab("Bruno", "geral", book, rng));
    using celular = await Scribe.open(crowd.device("Ana (celular)"), book);
    const { answer } = await celular.write(room, { kind: "post", body: book.textBy("Ana") });
    const seq = answer.t === "ack" ? answer.seq : 0;
    const edit = (base: number): Change => ({ kind: "edit", seq, base, body: book.textBy("Ana") });
    await overtake(stage, celular, { first: edit(seq), second: edit });
    const base = seenRev(stage, seq);
    await overtake(stage, celular, {
      first: { kind: "react", seq, base, emoji: "👍", on: true },
      second: (base) => ({ kind: "react", seq, base, emoji: "👍", on: false }),
    });
  },
};

async function overtake(
  stage: Stage<MysqlSite>,
  celular: Scribe,
  { first, second }: {
    first: Wish & { seq: number; base: number };
    second: (base: number) => Wish;
  },
): Promise<void> {
  const { site, crowd, book } = stage;
  const room = crowd.rooms.get("geral")!.id;
  const ana = crowd.device("Ana");
  using scribe = await Scribe.open(ana, book);
  const commit = site.a.sql.catchNext({ what: COMMITTING, delivered: true });
  const lost = scribe.write(room, first);
  await commit.reached;
  ana.road.cutAll();
  commit.release();
  const { deed } = await lost;
  await eventually(() => seenRev(stage, first.seq) > first.base);
  await celular.write(room, second(seenRev(stage, first.seq)));
  using again = await Scribe.open(ana, book);
  await again.again(deed);
}

/** The highest `rev` at which anybody has seen a message. */
function seenRev({ book }: Stage, seq: number): number {
  return Math.max(
    0,
    ...book.sightings.filter(({ message }) => message.seq === seq).map(({ message }) =>
      message.rev
    ),
  );
}
