import type { Clock } from "@/lib/chat/clock.ts";
import type { Kept, OutboxShelf, Owner } from "./outbox_shelf.ts";

const SHELF_WITHIN = 1_000;

/** A look at the shelf: what was known to be on it when it began, and what was changed since. */
interface Look {
  shelved: ReadonlySet<string>;
  touched: Set<string>;
}

/**
 * One page's dealings with the shelf that it shares with others: remembers what it has laid there,
 * so that what is not there any more is known to have been seen to by another page, and waits for
 * the shelf, but not for long: one that hangs must not hold a message up.
 */
export class Shelving {
  readonly #shelf: OutboxShelf;
  readonly #clock: Clock;
  /** What is known to have come to lie on the shelf. */
  readonly #shelved = new Set<string>();
  #look: Look | undefined;
  /** The look that is waited for. */
  #awaited: Look | undefined;
  #hung = false;

  constructor(shelf: OutboxShelf, clock: Clock) {
    this.#shelf = shelf;
    this.#clock = clock;
  }

  /** It is not known yet what other pages have left. */
  get looking(): boolean {
    return this.#awaited !== undefined;
  }

  /**
   * Looks what is there, and tells it with a test for what may be judged by that: what lay there
   * before the look, and was not changed by this page since. Resolves when there is nothing to wait
   * for; what is found later is told all the same.
   */
  async look(
    owner: Owner,
    tell: (kept: Kept[], isSettled: (id: string) => boolean) => void,
  ): Promise<void> {
    const look = { shelved: new Set(this.#shelved), touched: new Set<string>() };
    this.#look = this.#awaited = look;
    await this.#patiently(
      this.#shelf.load(owner).then((kept) => {
        if (this.#look !== look) return;
        this.#look = undefined;
        const found = kept.filter(({ id }) => !look.touched.has(id));
        const { sound } = this.#shelf;
        tell(found, (id) => sound && look.shelved.has(id) && !look.touched.has(id));
        for (const { id } of found) this.#shelved.add(id);
      }),
    );
    if (this.#awaited === look) this.#awaited = undefined;
  }

  /** Lays something there. */
  async put(kept: Kept): Promise<void> {
    this.#touch(kept.id);
    await this.#patiently(this.#shelf.put(kept).then(() => this.#shelved.add(kept.id)));
  }

  /** As the shelf's `update`; undefined if it does not answer, or cannot know. */
  async update(
    id: string,
    change: (kept: Kept) => Kept | undefined,
  ): Promise<Kept | "gone" | undefined> {
    this.#touch(id);
    const kept = await this.#patiently(this.#shelf.update(id, change));
    const known = this.#shelf.sound && this.#shelved.has(id);
    return kept === "gone" && !known ? undefined : kept;
  }

  /** Takes something away. */
  remove(id: string): void {
    this.#touch(id);
    this.#shelved.delete(id);
    void this.#shelf.remove(id);
  }

  #touch(id: string): void {
    this.#look?.touched.add(id);
  }

  // Once it has hung it is not waited for until it answers again.
  #patiently<T>(asked: Promise<T>): Promise<T | undefined> {
    const { promise, resolve } = Promise.withResolvers<T | undefined>();
    const timer = this.#clock.after(this.#hung ? 0 : SHELF_WITHIN, () => {
      this.#hung = true;
      resolve(undefined);
    });
    void asked.then((answer) => {
      timer.cancel();
      this.#hung = false;
      resolve(answer);
    });
    return promise;
  }
}
