import { type Clock, systemClock } from "@/lib/chat/clock.ts";
import type { Ladder } from "./ladder.ts";
import type { Wire } from "./socket.ts";
import { attempt, Step } from "./step.ts";

/** Where a ladder comes from, and what there is until then. */
export interface LateLadderOptions {
  socket(): Wire;
  /** The rung that the page before this one stood on; 0: a socket. */
  rung(): number;
  load(): Promise<Ladder>;
  clock?: Clock;
}

/**
 * A ladder whose code comes when a socket fails, or has failed on the page before: where sockets get
 * through, which is nearly everywhere, it never does.
 */
export class LateLadder {
  readonly #options: LateLadderOptions;
  readonly #clock: Clock;
  #ladder: Ladder | undefined;
  #hidden = false;

  constructor(options: LateLadderOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** Connects: by a socket, as long as nothing else is known. */
  connect(): Wire {
    if (this.#ladder) return this.#ladder.connect();
    const { socket, rung } = this.#options;
    let welcomed = false;
    if (rung() > 0) {
      const made = this.#load().then((ladder) => () => ladder.connect());
      return new Step(made, { welcomed() {}, over() {} });
    }
    const from = this.#clock.now();
    return new Step(attempt(socket), {
      welcomed: () => welcomed = true,
      over: (code) => {
        // Without a connection the code cannot come: the next failure asks for it again.
        if (!welcomed) this.#load().then((ladder) => ladder.failed({ from, code }), () => {});
      },
    });
  }

  /** Somebody looks at the page, or nobody does any more. */
  turn(hidden: boolean): void {
    this.#hidden = hidden;
    this.#ladder?.turn(hidden);
  }

  async #load(): Promise<Ladder> {
    const ladder = await this.#options.load();
    if (!this.#ladder) {
      this.#ladder = ladder;
      if (this.#hidden) ladder.turn(true);
    }
    return this.#ladder;
  }
}
