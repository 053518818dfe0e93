import type { Bus, PeopleNews } from "@/lib/chat/bus.ts";
import type { Clock, Timer } from "@/lib/chat/clock.ts";
import type { Presence } from "./presence.ts";

/** What a NewsDesk works with. */
export interface NewsDeskParts {
  bus: Bus;
  clock: Clock;
  presence: Pick<Presence, "hear">;
  /** Looks at these people now. Never throws. */
  look(users: readonly number[]): Promise<void>;
}

/** How long those who have changed are gathered, in milliseconds: one look for all of them. */
const GATHER_MS = 20;
/** People in one look; the poll finds the others. */
const MOST = 1_000;

/** Takes what the bus tells of people to where it belongs. */
export class NewsDesk {
  readonly #parts: NewsDeskParts;
  readonly #changed = new Set<number>();
  #timer: Timer | undefined;
  #unbind: (() => void) | undefined;

  constructor(parts: NewsDeskParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#unbind = this.#parts.bus.onPeople((news, from) => this.#hear(news, from));
  }

  stop(): void {
    this.#unbind?.();
    this.#timer?.cancel();
  }

  #hear(news: PeopleNews, from: string): void {
    if (news.kind !== "changed") return this.#parts.presence.hear(news, from);
    if (this.#changed.size < MOST) this.#changed.add(news.user);
    this.#timer ??= this.#parts.clock.after(GATHER_MS, () => void this.#look());
  }

  async #look(): Promise<void> {
    const users = [...this.#changed];
    this.#changed.clear();
    await this.#parts.look(users);
    this.#timer = undefined;
    if (this.#changed.size > 0) {
      this.#timer = this.#parts.clock.after(GATHER_MS, () => void this.#look());
    }
  }
}
