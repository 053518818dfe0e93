import { answerOf, IndexedRows } from "./indexed_rows.ts";

const SHARED = "shared";
const LAST = "last";
/** What nobody chose a room for within so many milliseconds is forgotten. */
const WAITS = 60 * 60_000;

/** What another app has shared, until the person has chosen where it is to go. */
export interface Share {
  text: string;
  files: File[];
}

/** Keeps the last share between the worker, which takes it, and the room's page. */
export class ShareShelf {
  readonly #rows = new IndexedRows({ database: "conexao-shared", tables: { [SHARED]: null } });

  /** Puts a share there, in the place of one before it. */
  async put({ text, files }: Share): Promise<void> {
    const kept = { text, files, at: Date.now() };
    await this.#rows.ask(SHARED, "relaxed", (rows) => answerOf(rows.put(kept, LAST)));
  }

  /** Takes it away from there; `undefined`: there is none. */
  async take(): Promise<Share | undefined> {
    const found = await this.#rows.ask(SHARED, "relaxed", async (rows) => {
      const kept: unknown = await answerOf(rows.get(LAST));
      await answerOf(rows.delete(LAST));
      return kept;
    });
    return isKept(found) && Date.now() - found.at < WAITS ? found : undefined;
  }

  /** Forgets it. */
  async clear(): Promise<void> {
    await this.#rows.ask(SHARED, "default", (rows) => answerOf(rows.clear()));
  }
}

function isKept(found: unknown): found is Share & { at: number } {
  return found instanceof Object && "text" in found && typeof found.text === "string" &&
    "files" in found && Array.isArray(found.files) &&
    found.files.every((file) => file instanceof File) &&
    "at" in found && typeof found.at === "number";
}
