import type { Indexing, Turn } from "@/lib/chat/store.ts";

/** Stretches that go into the index together. */
export class Batch {
  readonly #put: (stretches: readonly Indexing[]) => Promise<Turn>;
  readonly #most: number;
  #stretches: Indexing[] = [];
  #size = 0;

  /** @param most so many postings are enough for a transaction */
  constructor(most: number, put: (stretches: readonly Indexing[]) => Promise<Turn>) {
    this.#most = most;
    this.#put = put;
  }

  /** Adds one; those that are enough for a transaction go. @returns false if another is at it */
  async add(stretch: Indexing): Promise<boolean> {
    const last = this.#stretches.at(-1);
    if (last?.room === stretch.room && last.to === stretch.from) {
      const entries = [...last.entries, ...stretch.entries];
      this.#stretches.splice(-1, 1, { ...last, to: stretch.to, entries });
    } else {
      this.#stretches.push(stretch);
    }
    this.#size += stretch.entries.reduce((sum, { terms }) => sum + terms.length, 1);
    return this.#size < this.#most || await this.flush();
  }

  /** Puts those that wait. @returns false if another is at it */
  async flush(): Promise<boolean> {
    const stretches = this.#stretches;
    this.#stretches = [];
    this.#size = 0;
    return stretches.length === 0 || await this.#put(stretches) !== "held";
  }
}
