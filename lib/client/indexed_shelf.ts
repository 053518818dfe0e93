import { Kept, MemoryShelf, type OutboxShelf, ownedBy } from "./outbox_shelf.ts";

const DATABASE = "conexao";
const MESSAGES = "outbox";

/** Keeps unsent messages in IndexedDB, and in memory where the browser refuses that. */
export class IndexedShelf implements OutboxShelf {
  readonly #spare = new MemoryShelf();
  #database: Promise<IDBDatabase> | undefined;

  async load(user: { id: number; name: string }): Promise<Kept[]> {
    return ownedBy(await this.#all(), user);
  }

  async put(kept: Kept): Promise<void> {
    await this.#spare.put(kept);
    await this.#try("readwrite", (messages) => messages.put(kept));
  }

  async remove(id: string): Promise<void> {
    await this.#spare.remove(id);
    await this.#try("readwrite", (messages) => messages.delete(id));
  }

  async clear(user: number): Promise<void> {
    await this.#spare.clear(user);
    const kept = await this.#all();
    await Promise.all(kept.filter((one) => one.user.id === user).map((one) => this.remove(one.id)));
  }

  /** How many messages of this person wait, also those that only this page knows of. */
  async count(user: { id: number; name: string }): Promise<number> {
    const kept = [...await this.load(user), ...await this.#spare.load(user)];
    return new Set(kept.map((one) => one.id)).size;
  }

  async #all(): Promise<Kept[]> {
    const found = await this.#try("readonly", (messages) => messages.getAll());
    const rows: readonly unknown[] = Array.isArray(found) ? found : [];
    return rows.flatMap((row) => Kept.safeParse(row).data ?? []);
  }

  async #try(
    mode: IDBTransactionMode,
    ask: (messages: IDBObjectStore) => IDBRequest,
  ): Promise<unknown> {
    try {
      const database = await (this.#database ??= open());
      return await answerOf(ask(database.transaction(MESSAGES, mode).objectStore(MESSAGES)));
    } catch {
      // Private windows and full disks: the message is sent all the same, it only dies with the page.
      return undefined;
    }
  }
}

let shared: IndexedShelf | undefined;

/** The one shelf of a page: signing out must know of what the conversation has not sent. */
export function sharedShelf(): IndexedShelf {
  return shared ??= new IndexedShelf();
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.addEventListener("upgradeneeded", () => {
    request.result.createObjectStore(MESSAGES, { keyPath: "id" });
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
