import type { ChatError } from "@/lib/chat/errors.ts";

interface Turn {
  end(why: ChatError): void;
  ended: Promise<void>;
}

/** What is done to a file. */
export interface TurnOptions {
  id: string;
  /** Asks it to end soon; it may be asked again. */
  end(why: ChatError): void;
}

/**
 * One at a time does something to a file: whoever comes ends the one before, whose line may be dead
 * and nobody knows it yet, and waits until that has put down what it had.
 */
export class Turns {
  readonly #running = new Map<string, Turn>();

  /** How many are under way. */
  get size(): number {
    return this.#running.size;
  }

  /** Does the work when it is alone with the file; settles as the work does. */
  async run<T>(turn: TurnOptions, why: ChatError, work: () => Promise<T>): Promise<T> {
    // Between the last look and the place that is taken nobody else may come: no await there.
    for (;;) {
      const other = this.#running.get(turn.id);
      if (other === undefined) break;
      other.end(why);
      await other.ended;
    }
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    this.#running.set(turn.id, { ...turn, ended });
    try {
      return await work();
    } finally {
      this.#running.delete(turn.id);
      resolve();
    }
  }

  /** Ends all that is under way, and waits for it. */
  async endAll(why: ChatError): Promise<void> {
    const all = [...this.#running.values()];
    for (const one of all) one.end(why);
    await Promise.all(all.map(({ ended }) => ended));
  }
}
