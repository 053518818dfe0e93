import { type ReadonlySignal, signal } from "@preact/signals";
import type { User } from "@/lib/chat/model.ts";
import type { ServerFrame } from "@/lib/chat/server_frame.ts";
import type { PageLine } from "./page_line.ts";
import { hearPresence, NOBODY, type Presence } from "./presence.ts";

/** Who is here of those one shares a room with, and what they are called by now. */
export class RoomPresence {
  readonly #line: Pick<PageLine, "join">;
  readonly #presence = signal<Presence>(NOBODY);
  readonly #people = signal<ReadonlyMap<number, User>>(new Map());

  /** Those who were here at any time since. */
  readonly #met = new Set<number>();

  constructor(line: Pick<PageLine, "join">) {
    this.#line = line;
  }

  get presence(): ReadonlySignal<Presence> {
    return this.#presence;
  }

  /** Those who have changed since this began to listen, as they are now. */
  get people(): ReadonlySignal<ReadonlyMap<number, User>> {
    return this.#people;
  }

  /** Whether somebody was here since this began to listen: what was known of them before is old. */
  hasMet(id: number): boolean {
    return this.#met.has(id);
  }

  /** Begins to listen. Gives back how to stop that. */
  start(): () => void {
    return this.#line.join({ heard: (frame) => this.#hear(frame), ended() {} });
  }

  #hear(frame: ServerFrame): void {
    switch (frame.t) {
      case "welcome": {
        const { online, away = [] } = frame;
        return this.#take(hearPresence(NOBODY, { online, away }));
      }
      case "presence":
        return this.#take(hearPresence(this.#presence.value, frame));
      case "person":
        this.#people.value = new Map(this.#people.value).set(frame.user.id, frame.user);
    }
  }

  #take(presence: Presence): void {
    for (const id of presence.online) this.#met.add(id);
    this.#presence.value = presence;
  }
}
