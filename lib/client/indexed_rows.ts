/** A database in the browser. */
export interface RowsOptions {
  database: string;
  /** Its tables, each with the field that is the key of its rows; `null`: the key stands beside them. */
  tables: Readonly<Record<string, string | null>>;
}

/** How a transaction is begun. */
export type Mode = "readonly" | "default" | "relaxed" | "strict";

/** Tables in IndexedDB. Nothing here throws: where the browser refuses, there is no answer. */
export class IndexedRows {
  readonly #options: RowsOptions;
  #database: Promise<IDBDatabase> | undefined;
  #sound = true;

  constructor(options: RowsOptions) {
    this.#options = options;
  }

  /** It has never failed. */
  get sound(): boolean {
    return this.#sound;
  }

  /** Asks one table in a transaction of its own; `undefined`: it was not done. */
  async ask<Result>(
    table: string,
    mode: Mode,
    ask: (rows: IDBObjectStore) => Promise<Result>,
  ): Promise<Result | undefined> {
    // Twice: some browsers cut a page's connection to the database while it is out of sight.
    for (let tries = 0; tries < 2; tries++) {
      try {
        const transaction = begin(await (this.#database ??= open(this.#options)), table, mode);
        const [answer] = await Promise.all([
          ask(transaction.objectStore(table)),
          endOf(transaction),
        ]);
        return answer;
      } catch {
        // Private windows and full disks.
        this.#database = undefined;
        this.#sound = false;
      }
    }
    return undefined;
  }
}

/** What a request is answered. */
export function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  request.addEventListener("success", () => resolve(request.result));
  request.addEventListener("error", () => reject(request.error));
  return promise;
}

function begin(database: IDBDatabase, table: string, mode: Mode): IDBTransaction {
  if (mode === "readonly") return database.transaction(table);
  return database.transaction(table, "readwrite", { durability: mode });
}

async function open({ database: name, tables }: RowsOptions): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.addEventListener("upgradeneeded", () => {
    for (const [table, keyPath] of Object.entries(tables)) {
      request.result.createObjectStore(table, { keyPath });
    }
  });
  const database = await answerOf(request);
  // Another tab may bring a newer form of the database.
  database.addEventListener("versionchange", () => database.close());
  return database;
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
