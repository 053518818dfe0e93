import {
  isKept,
  type Kept,
  MemoryShelf,
  type OutboxShelf,
  ownedBy,
  type Owner,
} from "./outbox_shelf.ts";

const DATABASE = "conexao";
const ENTRIES = "outbox";

/** Keeps what is unsent in IndexedDB, and in memory where the browser refuses that. */
export class IndexedShelf implements OutboxShelf {
  /** What has not come into the database, or not yet. */
  readonly #spare = new MemoryShelf();
  #database: Promise<IDBDatabase> | undefined;
  #sound = true;

  get sound(): boolean {
    return this.#sound;
  }

  async load(owner: Owner): Promise<Kept[]> {
    return ownedBy(await this.#all(), owner);
  }

  async put(kept: Kept): Promise<void> {
    void this.#spare.put(kept);
    // What waits for a connection may have to outlive a power cut; what goes at once need not wait
    // for the disk.
    const durability = kept.fresh ? "strict" : "relaxed";
    const done = await this.#try(
      (database) => database.transaction(ENTRIES, "readwrite", { durability }),
      (entries) => answerOf(entries.put(kept)),
    );
    if (done !== undefined) await this.#spare.remove(kept.id);
  }

  async update(id: string, change: (kept: Kept) => Kept | undefined): Promise<Kept | "gone"> {
    const found = await this.#try(writing, async (entries) => {
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
    await this.#try(writing, (entries) => answerOf(entries.delete(id)));
  }

  async clear(user: number): Promise<void> {
    await this.#spare.clear(user);
    const kept = await this.#all();
    await Promise.all(kept.filter((one) => one.user.id === user).map((one) => this.remove(one.id)));
  }

  /** How many entries of this person wait, also those that only this page knows of. */
  async count(owner: Owner): Promise<number> {
    const kept = [...await this.load(owner), ...await this.#spare.load(owner)];
    return new Set(kept.map((one) => one.id)).size;
  }

  async #all(): Promise<Kept[]> {
    const found = await this.#try(
      (database) => database.transaction(ENTRIES),
      (entries) => answerOf(entries.getAll()),
    );
    const rows: readonly unknown[] = found ?? [];
    return rows.filter(isKept);
  }

  async #try<Result>(
    begin: (database: IDBDatabase) => IDBTransaction,
    ask: (entries: IDBObjectStore) => Promise<Result>,
  ): Promise<Result | undefined> {
    // Twice: some browsers cut a page's connection to the database while it is out of sight.
    for (let tries = 0; tries < 2; tries++) {
      try {
        const transaction = begin(await (this.#database ??= open()));
        const [answer] = await Promise.all([
          ask(transaction.objectStore(ENTRIES)),
          endOf(transaction),
        ]);
        return answer;
      } catch {
        // Private windows and full disks: it is sent all the same, it only dies with the page.
        this.#database = undefined;
        this.#sound = false;
      }
    }
    return undefined;
  }
}

let shared: IndexedShelf | undefined;

/** The one shelf of a page: signing out must know of what the conversation has not sent. */
export function sharedShelf(): IndexedShelf {
  return shared ??= new IndexedShelf();
}

function writing(database: IDBDatabase): IDBTransaction {
  return database.transaction(ENTRIES, "readwrite");
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.addEventListener("upgradeneeded", () => {
    request.result.createObjectStore(ENTRIES, { keyPath: "id" });
  });
  const database = await answerOf(request);
  // Another tab may bring a newer form of the database.
  database.addEventListener("versionchange", () => database.close());
  return database;
}

function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  request.addEventListener("success", () => resolve(request.result));
  request.addEventListener("error", () => reject(request.error));
  return promise;
}

// Only then is it on the disk, and seen by other tabs.
function endOf(transaction: IDBTransaction): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  transaction.addEventListener("complete", () => resolve());
  for (const event of ["abort", "error"]) {
    transaction.addEventListener(event, () => reject(transaction.error));
  }
  return promise;
}
