import { signal } from "@preact/signals";
import { type Clock, systemClock } from "@/lib/chat/clock.ts";

const WINDOW = 2_000;
const MOST = 3;

/** What a screen reader is told of new messages: each by itself, a flood as a number. */
export class Announcer<News> {
  /** What stands in the live region. */
  readonly lines = signal<readonly string[]>([]);
  readonly #clock: Clock;
  readonly #one: (news: News) => string;
  readonly #many: (count: number) => string;
  #waiting: News[] = [];
  #busy = false;

  constructor(
    one: (news: News) => string,
    many: (count: number) => string,
    clock: Clock = systemClock,
  ) {
    this.#one = one;
    this.#many = many;
    this.#clock = clock;
  }

  /** Says it at once if it has been quiet, else together with what comes within two seconds. */
  tell(news: readonly News[]): void {
    this.#waiting.push(...news);
    if (!this.#busy) this.#speak();
  }

  #speak(): void {
    const told = this.#waiting;
    this.#waiting = [];
    this.#busy = told.length > 0;
    if (!this.#busy) return;
    this.lines.value = told.length > MOST ? [this.#many(told.length)] : told.map(this.#one);
    this.#clock.after(WINDOW, () => this.#speak());
  }
}
