import type { SearchStore, Term } from "@/lib/chat/store.ts";
import { isMark } from "./terms_of.ts";

/** Terms that are read at a time, and that are kept in one text. */
const READ = 5_000;
const KEPT = 20_000;

/** Some terms, one a line. */
interface Volume {
  text: string;
  /** Where each begins, and its id. */
  starts: number[];
  ids: number[];
}

/**
 * All terms of the index, in memory: a database takes tens of milliseconds to look through a hundred
 * thousand of them for a part of a word, and a text of as many lines one or two. It takes some twenty
 * bytes a term, from the first search on.
 */
export class Dictionary {
  readonly #store: Pick<SearchStore, "termsFrom">;
  #volumes: Volume[] = [];
  #last: Term | undefined;
  #reading: Promise<void> | undefined;

  constructor(store: Pick<SearchStore, "termsFrom">) {
    this.#store = store;
  }

  /** Takes in the terms that have come since; at first, all of them. */
  refresh(): Promise<void> {
    return this.#reading ??= this.#read().finally(() => this.#reading = undefined);
  }

  /** The ids of terms that hold a folded text, `most` of them at most. */
  idsWith(part: string, most: number): number[] {
    const found: number[] = [];
    for (const { text, starts, ids } of this.#volumes) {
      for (let at = text.indexOf(part); at >= 0 && found.length < most;) {
        found.push(ids[lineOf(starts, at)]!);
        at = text.indexOf(part, text.indexOf("\n", at));
      }
    }
    return found;
  }

  async #read(): Promise<void> {
    for (;;) {
      const last = this.#last;
      const terms = await this.#store.termsFrom(last?.id ?? 0, READ);
      const isKnown = last !== undefined && terms[0]?.id === last.id;
      if (last !== undefined && !(isKnown && terms[0]?.term === last.term)) {
        // The index was cleared, or a backup restored: ids are other terms' now.
        this.#volumes = [];
        this.#last = undefined;
        continue;
      }
      this.#add(isKnown ? terms.slice(1) : terms);
      if (terms.length < READ) return;
    }
  }

  #add(terms: readonly Term[]): void {
    let volume = this.#volumes.at(-1);
    for (const { id, term } of terms) {
      if (isMark(term)) continue;
      if (volume === undefined || volume.ids.length >= KEPT) {
        this.#volumes.push(volume = { text: "", starts: [], ids: [] });
      }
      volume.starts.push(volume.text.length);
      volume.ids.push(id);
      volume.text += `${term}\n`;
    }
    this.#last = terms.at(-1) ?? this.#last;
  }
}

/** The last line that begins at this place or before. */
function lineOf(starts: readonly number[], at: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
