import type { Kept, OutboxShelf, Owner } from "@/lib/client/outbox_shelf.ts";

interface Task {
  run(): Promise<void>;
}

/** One page's door to a shelf that others use too: what is asked of it is done when it is let. */
export class SlowShelf implements OutboxShelf {
  readonly #shelf: OutboxShelf;
  #tasks: Task[] = [];

  constructor(shelf: OutboxShelf) {
    this.#shelf = shelf;
  }

  get sound(): boolean {
    return this.#shelf.sound;
  }

  /** Something was asked that is not done yet. */
  get busy(): boolean {
    return this.#tasks.length > 0;
  }

  /** Does the next thing that was asked. */
  async step(): Promise<void> {
    await this.#tasks.shift()?.run();
  }

  /** Does all that was asked. */
  async drain(): Promise<void> {
    while (this.#tasks.length > 0) await this.step();
  }

  /** The page dies: what was asked last is never done. */
  die(): void {
    this.#tasks = [];
  }

  load(owner: Owner): Promise<Kept[]> {
    return this.#later(() => this.#shelf.load(owner));
  }

  put(kept: Kept): Promise<void> {
    return this.#later(() => this.#shelf.put(kept));
  }

  update(id: string, change: (kept: Kept) => Kept | undefined): Promise<Kept | "gone"> {
    return this.#later(() => this.#shelf.update(id, change));
  }

  remove(id: string): Promise<void> {
    return this.#later(() => this.#shelf.remove(id));
  }

  clear(user: number): Promise<void> {
    return this.#later(() => this.#shelf.clear(user));
  }

  #later<Result>(act: () => Promise<Result>): Promise<Result> {
    const { promise, resolve } = Promise.withResolvers<Result>();
    this.#tasks.push({ run: async () => resolve(await act()) });
    return promise;
  }
}
