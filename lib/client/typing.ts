import type { Clock, Timer } from "@/lib/chat/clock.ts";

/** How it is told that somebody writes. */
export interface TypingOptions {
  send(on: boolean): void;
  clock: Clock;
}

/** It is told at most so often, and ends when no key was pressed for so long. */
const TELL_EVERY = 3_000;

/** Tells the others in the room that the person is writing. */
export class Typing {
  readonly #options: TypingOptions;
  #toldAt: number | undefined;
  #pause: Timer | undefined;

  constructor(options: TypingOptions) {
    this.#options = options;
  }

  /** The text in the field has changed; what begins with "/" is for nobody else. */
  wrote(text: string): void {
    if (text.trim() === "" || text.startsWith("/")) return this.end();
    const { clock, send } = this.#options;
    this.#pause?.cancel();
    this.#pause = clock.after(TELL_EVERY, () => this.end());
    if (this.#toldAt !== undefined && clock.now() - this.#toldAt < TELL_EVERY) return;
    this.#toldAt = clock.now();
    send(true);
  }

  /** The message is sent, the field empty or left, or nothing was written for a while. */
  end(): void {
    this.#pause?.cancel();
    if (this.#toldAt === undefined) return;
    this.#toldAt = undefined;
    this.#options.send(false);
  }
}
