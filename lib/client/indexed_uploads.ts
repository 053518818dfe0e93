import { answerOf, IndexedRows } from "./indexed_rows.ts";
import type { Owner } from "./outbox_shelf.ts";
import { isKeptUpload, type KeptUpload, type UploadShelf, uploadsOf } from "./upload_shelf.ts";
import { markUploads } from "./uploads_mark.ts";

const UPLOADS = "uploads";
const BYTES = "bytes";
/** What nobody came back for, in milliseconds: by then the server has forgotten it, too. */
const KEPT_FOR = 2 * 24 * 60 * 60_000;

/** Keeps chosen files in IndexedDB; where the browser refuses that, they die with the page. */
export class IndexedUploads implements UploadShelf {
  readonly #rows = new IndexedRows({
    database: "conexao-files",
    tables: { [UPLOADS]: "key", [BYTES]: null },
  });

  async load(owner: Owner): Promise<KeptUpload[]> {
    const all = await this.#all();
    const old = all.filter(({ at }) => Date.now() - at > KEPT_FOR);
    await Promise.all(old.map(({ key }) => this.remove(key)));
    const mine = uploadsOf(all.filter((one) => !old.includes(one)), owner);
    if (mine.length === 0) markUploads(owner.id, false);
    return mine;
  }

  async put(kept: KeptUpload): Promise<void> {
    markUploads(kept.user.id, true);
    await this.#rows.ask(UPLOADS, "relaxed", (rows) => answerOf(rows.put(kept)));
  }

  async putBytes(key: string, bytes: Blob): Promise<boolean> {
    const done = await this.#rows.ask(
      BYTES,
      "relaxed",
      (rows) => answerOf(rows.put(bytes, key)),
    );
    return done !== undefined;
  }

  async bytes(key: string): Promise<Blob | undefined> {
    const found = await this.#rows.ask(BYTES, "readonly", (rows) => answerOf(rows.get(key)));
    return found instanceof Blob ? found : undefined;
  }

  async claim(key: string, from: string, to: string): Promise<boolean> {
    const claimed = await this.#rows.ask(UPLOADS, "relaxed", async (rows) => {
      const kept: unknown = await answerOf(rows.get(key));
      if (!isKeptUpload(kept) || kept.tab !== from) return false;
      await answerOf(rows.put({ ...kept, tab: to }));
      return true;
    });
    return claimed ?? false;
  }

  async remove(key: string): Promise<void> {
    await Promise.all(
      [UPLOADS, BYTES].map((table) =>
        this.#rows.ask(table, "relaxed", (rows) => answerOf(rows.delete(key)))
      ),
    );
  }

  async clear(user: number): Promise<void> {
    const theirs = (await this.#all()).filter((one) => one.user.id === user);
    await Promise.all(theirs.map(({ key }) => this.remove(key)));
    markUploads(user, false);
  }

  async #all(): Promise<KeptUpload[]> {
    const found = await this.#rows.ask(UPLOADS, "readonly", (rows) => answerOf(rows.getAll()));
    const rows: readonly unknown[] = found ?? [];
    return rows.filter(isKeptUpload);
  }
}

let shared: IndexedUploads | undefined;

/** The one of a page: signing out must know of what is still to be sent. */
export function sharedUploads(): IndexedUploads {
  return shared ??= new IndexedUploads();
}
