import type { Signal } from "@preact/signals";
import { type Clock, systemClock } from "@/lib/chat/clock.ts";

const WINDOW = 2_000;
const MOST = 3;

/** How news are said. */
interface NewsVoice<News> {
  message(news: News): string;
  messages(count: number): string;
}

/** Something that is said: each time it is another one, even in the same words. */
export interface Line {
  id: number;
  text: string;
}

/** All that was said on this page. */
let said = 0;

/**
 * What a screen reader is told: each new message by itself, a flood as a number, and what is done
 * on the page. What has been said is taken away: whoever comes across it would hear it as news.
 */
export class Announcer<News> {
  readonly #lines: Signal<readonly Line[]>;
  readonly #clock: Clock;
  readonly #voice: NewsVoice<News>;
  #waiting: News[] = [];
  #busy = false;

  /** `lines` is what stands in the live region. */
  constructor(
    lines: Signal<readonly Line[]>,
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

  /** Says a sentence at once, beside what is being said. */
  say(text: string): void {
    this.#put([...this.#lines.value, { id: ++said, text }]);
  }

  #speak(): void {
    const told = this.#waiting;
    this.#waiting = [];
    this.#busy = false;
    const texts = told.length > MOST
      ? [this.#voice.messages(told.length)]
      : told.map((one) => this.#voice.message(one));
    this.#put(texts.map((text) => ({ id: ++said, text })));
  }

  #put(lines: readonly Line[]): void {
    this.#lines.value = lines;
    if (this.#busy || lines.length === 0) return;
    this.#busy = true;
    this.#clock.after(WINDOW, () => this.#speak());
  }
}
