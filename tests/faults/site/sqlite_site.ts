import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { AloneSite } from "@/tests/support/sites.ts";
import type { Ask } from "./archive.ts";
import type { Place, Site } from "./site.ts";

const FILE = "conexao.db";
const PARTS = [FILE, `${FILE}-wal`];

/** A database that was kept, and can be put back. */
export interface FileCopy extends AsyncDisposable {
  putBack(): Promise<void>;
}

/** One instance alone, on SQLite. */
export class SqliteSite implements Site {
  readonly store = "sqlite";
  readonly places: readonly Place[];
  readonly mortal: readonly Place[];
  readonly alone: AloneSite;

  private constructor(alone: AloneSite, steady: boolean) {
    this.alone = alone;
    this.places = [{ name: "a", instance: alone.instance }];
    this.mortal = steady ? [] : this.places;
  }

  /** If it is `steady`, its instance is never ended. */
  static async open({ steady = false } = {}): Promise<SqliteSite> {
    return new SqliteSite(await AloneSite.open(), steady);
  }

  get a(): Place {
    return this.places[0]!;
  }

  /** Where its database is. */
  get path(): string {
    return join(this.alone.dataDir, FILE);
  }

  /** A copy of the database as it is; the instance must be stopped. */
  async copy(): Promise<FileCopy> {
    const folder = await Deno.makeTempDir({ prefix: "conexao-copy-" });
    await copyAll(this.alone.dataDir, folder);
    return {
      putBack: () => copyAll(folder, this.alone.dataDir),
      [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
    };
  }

  // The instance holds the file for itself: a copy is read.
  async consult<T>(read: (ask: Ask) => Promise<T>): Promise<T> {
    const folder = await Deno.makeTempDir({ prefix: "conexao-copy-" });
    try {
      await this.#copyTo(folder);
      using database = new DatabaseSync(join(folder, FILE));
      return await read((sql) => Promise.resolve(database.prepare(sql).all()));
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }

  async heal(): Promise<void> {
    const { instance } = this.a;
    if (instance.isRunning) instance.thaw();
    else await instance.start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.alone[Symbol.asyncDispose]();
  }

  /** Until nothing was written while it was copied. */
  async #copyTo(folder: string): Promise<void> {
    for (let before = ""; before !== await this.#stamp();) {
      before = await this.#stamp();
      await copyAll(this.alone.dataDir, folder);
    }
  }

  async #stamp(): Promise<string> {
    const stats = PARTS.map((name) => Deno.stat(join(this.alone.dataDir, name)).catch(() => null));
    return (await Promise.all(stats)).map((stat) => `${stat?.size} ${stat?.mtime?.getTime()}`)
      .join();
  }
}

async function copyAll(from: string, to: string): Promise<void> {
  for (const name of PARTS) await copy(join(from, name), join(to, name));
}

/** Copies a file, or the lack of it. */
async function copy(from: string, to: string): Promise<void> {
  try {
    await Deno.copyFile(from, to);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    await Deno.remove(to).catch(() => {});
  }
}
