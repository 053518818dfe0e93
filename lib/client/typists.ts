import { signal } from "@preact/signals";
import type { Clock, Timer } from "@/lib/chat/clock.ts";
import type { FrameOf } from "@/lib/chat/server_frame.ts";

/** Whoever is not heard of for so long writes no more. */
const DIES_AFTER = 5_000;

/** The people who are writing in a room, the first who began at the front. */
export class Typists {
  readonly names = signal<readonly string[]>([]);
  readonly #clock: Clock;
  readonly #people = new Map<number, { name: string; end: Timer }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Somebody writes, or does not any more. */
  hear({ user, on }: Pick<FrameOf<"typing">, "user" | "on">): void {
    if (!on) return this.end(user.id);
    this.#people.get(user.id)?.end.cancel();
    const end = this.#clock.after(DIES_AFTER, () => this.end(user.id));
    this.#people.set(user.id, { name: user.name, end });
    this.#tell();
  }

  /** This person does not write any more: their message has come. */
  end(id: number): void {
    const one = this.#people.get(id);
    one?.end.cancel();
    if (this.#people.delete(id)) this.#tell();
  }

  /** Nothing is known of anybody any more. */
  clear(): void {
    for (const id of [...this.#people.keys()]) this.end(id);
  }

  #tell(): void {
    this.names.value = [...this.#people.values()].map(({ name }) => name);
  }
}
