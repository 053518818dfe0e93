import { titleOf } from "../record/deed.ts";
import type { Deed } from "../record/deed.ts";
import type { Evidence, Finding } from "../record/evidence.ts";

/** Posts that are there more than once, in the database or on somebody's page. */
export function doubled(evidence: Evidence): Finding[] {
  const posts = new Posts(evidence.deeds);
  const { messages } = evidence.database;
  const rows = messages.map(({ author, id, body, seq }) => ({
    deed: posts.of(author, id, body),
    seq,
  }));
  return [
    ...repeated(rows, "stored"),
    ...evidence.views.flatMap((view) => {
      const shown = view.messages.map(({ author, id, body, seq }) => ({
        deed: posts.of(author.id, id, body),
        seq,
      }));
      return repeated(shown, `shown to ${view.by}`);
    }),
  ];
}

function repeated(
  places: readonly { deed: Deed | undefined; seq: number }[],
  where: string,
): Finding[] {
  const byDeed = Map.groupBy(places, ({ deed }) => deed);
  return [...byDeed].filter(([deed, list]) => deed && list.length > 1).map(([deed, list]) => ({
    harm: "doubled",
    what: `${titleOf(deed!)} is ${where} as ${list.map(({ seq }) => seq).join(" and ")}`,
  }));
}

/** Finds the post that a message is, by its id or by what it says: no two say the same. */
class Posts {
  readonly #byId = new Map<string, Deed>();
  readonly #byBody = new Map<string, Deed>();

  constructor(deeds: readonly Deed[]) {
    for (const deed of deeds) {
      if (deed.wish.kind !== "post") continue;
      this.#byId.set(`${deed.author} ${deed.id}`, deed);
      this.#byBody.set(deed.wish.body, deed);
    }
  }

  of(author: number, id: string, body: string): Deed | undefined {
    return this.#byId.get(`${author} ${id}`) ?? this.#byBody.get(body);
  }
}
