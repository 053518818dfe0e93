import type { Signal } from "@preact/signals";
import { type Clock, systemClock } from "@/lib/chat/clock.ts";

const WINDOW = 2_000;
const MOST = 3;

/** How news are said. */
interface NewsVoice<News> {
  message(news: News): string;
  messages(count: number): string;
}

/** What a screen reader is told of new messages: each by itself, a flood as a number. */
export class Announcer<News> {
  readonly #lines: Signal<readonly string[]>;
  readonly #clock: Clock;
  readonly #voice: NewsVoice<News>;
  #waiting: News[] = [];
  #busy = false;

  /** `lines` is what stands in the live region. */
  constructor(
    lines: Signal<readonly string[]>,
    voice: NewsVoice<News>,
    clock: Clock = systemClock,
  ) {
    this.#lines = lines;
    this.#voice = voice;
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
    this.#lines.value = told.length > MOST
      ? [this.#voice.messages(told.length)]
      : told.map((one) => this.#voice.message(one));
    this.#clock.after(WINDOW, () => this.#speak());
  }
}
