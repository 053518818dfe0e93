import { type ReadonlySignal, signal } from "@preact/signals";

/** A part of a list; `next`: where the rest of it begins, if there is any. */
export interface ListPage<Row> {
  rows: readonly Row[];
  next?: string | undefined;
}

/** How a list stands: nothing of it was asked for, it is on its way, there, or not to be had. */
export type ListState = "idle" | "busy" | "there" | "failed";

type Load<Row, Page> = (next: string | undefined, signal: AbortSignal) => Promise<Page>;

/** A list that comes page by page: what was asked for last counts, whatever comes after it. */
export class PagedList<Row, Page extends ListPage<Row> = ListPage<Row>> {
  readonly #load: Load<Row, Page>;
  readonly #rows = signal<readonly Row[]>([]);
  readonly #page = signal<Page | undefined>(undefined);
  readonly #state = signal<ListState>("idle");
  readonly #more = signal<ListState>("idle");
  readonly #error = signal<unknown>(undefined);
  #asking = new AbortController();

  /** `load` gives a page: the first, or the one at `next`. */
  constructor(load: Load<Row, Page>) {
    this.#load = load;
  }

  get rows(): ReadonlySignal<readonly Row[]> {
    return this.#rows;
  }

  /** What came last. */
  get page(): ReadonlySignal<Page | undefined> {
    return this.#page;
  }

  /** How its beginning stands. */
  get state(): ReadonlySignal<ListState> {
    return this.#state;
  }

  /** How what goes on after `rows` stands; `idle` also if there is nothing more. */
  get more(): ReadonlySignal<ListState> {
    return this.#more;
  }

  /** Why it is not to be had. */
  get error(): ReadonlySignal<unknown> {
    return this.#error;
  }

  /** Loads from the start; what is there stays until then. */
  async refresh(): Promise<void> {
    const signal = this.#ask();
    this.#state.value = "busy";
    this.#more.value = "idle";
    try {
      const page = await this.#load(undefined, signal);
      if (signal.aborted) return;
      this.#page.value = page;
      this.#rows.value = page.rows;
      this.#state.value = "there";
    } catch (error) {
      if (signal.aborted) return;
      this.#error.value = error;
      this.#state.value = "failed";
    }
  }

  /** Loads the page after the last; does nothing if there is none, or it is on its way. */
  async loadMore(): Promise<void> {
    const next = this.#page.value?.next;
    if (next === undefined || this.#state.value !== "there" || this.#more.value === "busy") return;
    const signal = this.#ask();
    this.#more.value = "busy";
    try {
      const page = await this.#load(next, signal);
      if (signal.aborted) return;
      this.#page.value = page;
      this.#rows.value = [...this.#rows.value, ...page.rows];
      this.#more.value = "idle";
    } catch (error) {
      if (signal.aborted) return;
      this.#error.value = error;
      this.#more.value = "failed";
    }
  }

  /** Lets go of what was asked for, and of what is there. */
  clear(): void {
    this.#ask();
    this.#rows.value = [];
    this.#page.value = undefined;
    this.#state.value = this.#more.value = "idle";
  }

  #ask(): AbortSignal {
    this.#asking.abort();
    this.#asking = new AbortController();
    return this.#asking.signal;
  }
}
