import type { Clock } from "@/lib/chat/clock.ts";

/** As much of a BroadcastChannel as is used. */
export interface TabChannel {
  postMessage(message: unknown): void;
  addEventListener(type: "message", heard: (event: { data: unknown }) => void): void;
  close(): void;
}

/** How long a tab that lives may take to answer, in milliseconds. */
const ANSWER_WITHIN = 300;

/**
 * Which keys are another living tab's, of those that a shelf knows of. Locks of the browser's own
 * are only for pages over HTTPS.
 */
export class TabClaims {
  readonly #channel: TabChannel;
  readonly #clock: Clock;
  readonly #mine: () => readonly string[];
  readonly #taken = new Set<string>();

  /** `mine`: what this tab sends. */
  constructor({ channel, clock, mine }: {
    channel: TabChannel;
    clock: Clock;
    mine: () => readonly string[];
  }) {
    this.#channel = channel;
    this.#clock = clock;
    this.#mine = mine;
    channel.addEventListener("message", ({ data }) => this.#hear(data));
  }

  /** Those of the keys that no other tab answers for. */
  async free(keys: readonly string[]): Promise<string[]> {
    if (keys.length === 0) return [];
    this.#taken.clear();
    this.#channel.postMessage({ ask: keys });
    await new Promise<void>((go) => void this.#clock.after(ANSWER_WITHIN, go));
    return keys.filter((key) => !this.#taken.has(key));
  }

  /** Answers no more. */
  close(): void {
    this.#channel.close();
  }

  #hear(data: unknown): void {
    const mine = new Set(this.#mine());
    const asked = keysIn(data, "ask").filter((key) => mine.has(key));
    if (asked.length > 0) this.#channel.postMessage({ taken: asked });
    for (const key of keysIn(data, "taken")) this.#taken.add(key);
  }
}

function keysIn(data: unknown, name: string): string[] {
  const keys: unknown = data instanceof Object ? Reflect.get(data, name) : undefined;
  return Array.isArray(keys) ? keys.filter((key) => typeof key === "string") : [];
}
