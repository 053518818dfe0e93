import type { Tab } from "../client/tab.ts";
import type { Seeded } from "../seeded.ts";

/** How people talk. */
export interface Pace {
  /** Between two things that one tab does, on average, in milliseconds. */
  pauseMs: number;
}

/** What waits to be sent, past which people wait too: nobody types into a dead page for ever. */
const PATIENCE = 12;

/** People who write, edit, delete and react, until they are told to stop. */
export class Talk {
  #going = true;
  readonly #talking: Promise<unknown>;

  constructor(tabs: readonly Tab[], rng: Seeded, { pauseMs }: Pace) {
    this.#talking = Promise.all(
      tabs.map((tab) => this.#talkIn(tab, rng.fork(tab.name), pauseMs)),
    );
  }

  /** Resolves when nobody says anything more. */
  async stop(): Promise<void> {
    this.#going = false;
    await this.#talking;
  }

  async #talkIn(tab: Tab, rng: Seeded, pauseMs: number): Promise<void> {
    for (let n = 1; this.#going; n++) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(rng.pause(pauseMs), 1_000)));
      if (!this.#going || tab.state !== "open" || tab.waiting > PATIENCE) continue;
      tab.post(`${tab.name} ${n}`);
    }
  }
}
