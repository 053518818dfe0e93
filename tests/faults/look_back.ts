import { doubled } from "./checker/doubled.ts";
import { lost } from "./checker/lost.ts";
import { undone } from "./checker/undone.ts";
import type { Book } from "./record/book.ts";
import type { Evidence } from "./record/evidence.ts";
import type { Row } from "./row.ts";
import { readSnapshot } from "./site/archive.ts";
import type { Site } from "./site/site.ts";

/** What an episode has left in order must still be so when all others have been played. */
export async function lookBack(
  site: Site,
  books: readonly Book[],
  rooms: readonly number[],
): Promise<Row> {
  const deeds = books.flatMap((book) => book.deeds);
  const texts = deeds.flatMap(({ wish }) => wish.kind === "post" ? [wish.body] : []);
  const evidence: Evidence = {
    deeds,
    restores: books.flatMap(({ restores }) => restores),
    partings: books.flatMap(({ partings }) => partings),
    // No page is open any more, and what each of them kept has been looked at.
    ...{ strays: [], sightings: [], views: [], kept: new Set(texts) },
    since: new Map(),
    database: await site.consult((ask) => readSnapshot(ask, new Map(rooms.map((id) => [id, 0])))),
  };
  return {
    store: site.store,
    name: `${site.store}: all of it once more, in the end`,
    ...{ strikes: 0, sends: 0, acks: 0, seconds: 0, silence: { ms: 0, what: "" } },
    findings: [lost, doubled, undone].flatMap((find) => find(evidence)),
  };
}
