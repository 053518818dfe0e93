import { answerOf, IndexedRows } from "./indexed_rows.ts";
import {
  isKept,
  type Kept,
  MemoryShelf,
  type OutboxShelf,
  ownedBy,
  type Owner,
} from "./outbox_shelf.ts";

const ENTRIES = "outbox";

/** Keeps what is unsent in IndexedDB, and in memory where the browser refuses that. */
export class IndexedShelf implements OutboxShelf {
  /** What has not come into the database, or not yet. */
  readonly #spare = new MemoryShelf();
  readonly #rows = new IndexedRows({ database: "conexao", tables: { [ENTRIES]: "id" } });

  get sound(): boolean {
    return this.#rows.sound;
  }

  async load(owner: Owner): Promise<Kept[]> {
    return ownedBy(await this.#all(), owner);
  }

  async put(kept: Kept): Promise<void> {
    void this.#spare.put(kept);
    // What waits for a connection may have to outlive a power cut; what goes at once need not wait
    // for the disk.
    const done = await this.#rows.ask(
      ENTRIES,
      kept.fresh ? "strict" : "relaxed",
      (entries) => answerOf(entries.put(kept)),
    );
    // Otherwise it is sent all the same, it only dies with the page.
    if (done !== undefined) await this.#spare.remove(kept.id);
  }

  async update(id: string, change: (kept: Kept) => Kept | undefined): Promise<Kept | "gone"> {
    const found = await this.#rows.ask(ENTRIES, "default", async (entries) => {
      const found: unknown = await answerOf(entries.get(id));
      const kept = isKept(found) ? found : undefined;
      const next = kept && change(kept);
      if (next) await answerOf(entries.put(next));
      else await answerOf(entries.delete(id));
      return next;
    });
    return found ?? await this.#spare.update(id, change);
  }

  async remove(id: string): Promise<void> {
    void this.#spare.remove(id);
    await this.#rows.ask(ENTRIES, "default", (entries) => answerOf(entries.delete(id)));
  }

  async clear(user: number): Promise<void> {
    await this.#spare.clear(user);
    const kept = await this.#all();
    await Promise.all(kept.filter((one) => one.user.id === user).map((one) => this.remove(one.id)));
  }

  /** The client ids of what of this person's waits, also of what only this page knows of. */
  async waiting(owner: Owner): Promise<Set<string>> {
    const kept = [...await this.load(owner), ...await this.#spare.load(owner)];
    return new Set(kept.map((one) => one.id));
  }

  async #all(): Promise<Kept[]> {
    const found = await this.#rows.ask(
      ENTRIES,
      "readonly",
      (entries) => answerOf(entries.getAll()),
    );
    const rows: readonly unknown[] = found ?? [];
    return rows.filter(isKept);
  }
}

let shared: IndexedShelf | undefined;

/** The one shelf of a page: signing out must know of what the conversation has not sent. */
export function sharedShelf(): IndexedShelf {
  return shared ??= new IndexedShelf();
}
