import { type ReadonlySignal, signal } from "@preact/signals";
import { type Clock, systemClock, type Timer } from "@/lib/chat/clock.ts";
import type { FoundHit, HitsPage } from "./room_lists.ts";
import { PagedList } from "./paged_list.ts";

/** Nothing is looked for before the typing has rested for so many milliseconds. */
const REST = 250;

type Find = (words: string, next: string | undefined, signal: AbortSignal) => Promise<HitsPage>;

/** A search while it is being typed: what was typed last counts, and nothing else is waited for. */
export class RoomSearch {
  readonly list: PagedList<FoundHit, HitsPage>;
  readonly #clock: Clock;
  readonly #words = signal("");
  #asked = "";
  #timer: Timer | undefined;

  constructor(find: Find, clock: Clock = systemClock) {
    this.#clock = clock;
    this.list = new PagedList((next, signal) => find(this.#asked, next, signal));
  }

  /** What stands in the field. */
  get words(): ReadonlySignal<string> {
    return this.#words;
  }

  /** What was looked for last, without the spaces around it. */
  get asked(): string {
    return this.#asked;
  }

  /** Something else stands in the field. */
  type(words: string): void {
    this.#words.value = words;
    this.#timer?.cancel();
    if (words.trim() === "") return this.submit();
    this.#timer = this.#clock.after(REST, () => this.submit());
  }

  /** Looks for what stands in the field, at once. */
  submit(): void {
    this.#timer?.cancel();
    const wanted = this.#words.value.trim();
    if (wanted === this.#asked && this.list.state.value !== "failed") return;
    this.#asked = wanted;
    if (wanted === "") this.list.clear();
    else void this.list.refresh();
  }
}
