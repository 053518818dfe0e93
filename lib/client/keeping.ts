import { effect, type ReadonlySignal } from "@preact/signals";
import { type Clock, systemClock, type Timer } from "@/lib/chat/clock.ts";
import type { Room, User } from "@/lib/chat/model.ts";
import type { ServerFrame } from "@/lib/chat/server_frame.ts";
import { KeptMessages, keptOf } from "./kept_messages.ts";
import type { LineMember } from "./page_line.ts";
import type { RoomHere } from "./room_here.ts";

/** Whose room is kept, and what it is called. */
export interface KeepingOptions {
  me(): User;
  /** The room on this page, as it is now. */
  room(): Room | undefined;
  nameOf(room: Room): string;
  here: ReadonlySignal<RoomHere | undefined>;
  join(member: LineMember): () => void;
  kept?: Pick<KeptMessages, "keep" | "forget" | "admit" | "clear">;
  clock?: Clock;
}

/** Changes within so many milliseconds are kept together. */
const TOGETHER = 2_000;

/** Keeps what is said in the room on this page, so that it can be read without a connection. */
export class Keeping {
  readonly #options: KeepingOptions;
  readonly #kept: NonNullable<KeepingOptions["kept"]>;
  readonly #clock: Clock;
  #store: string | undefined;
  #timer: Timer | undefined;
  #over = false;

  constructor(options: KeepingOptions) {
    this.#options = options;
    this.#kept = options.kept ?? new KeptMessages();
    this.#clock = options.clock ?? systemClock;
  }

  /** Begins; gives back how to stop. */
  start(): () => void {
    const leave = this.#options.join({
      heard: (frame) => this.#hear(frame),
      // Signed out elsewhere: whoever comes to this computer next finds nothing.
      ended: () => {
        this.#over = true;
        void this.#kept.clear();
      },
    });
    const letGo = effect(() => {
      const here = this.#options.here.value;
      if (!here?.attached.value || !here.messages.value) return;
      this.#timer ??= this.#clock.after(TOGETHER, () => void this.#keep());
    });
    return () => {
      this.#over = true;
      leave();
      letGo();
      this.#timer?.cancel();
    };
  }

  #hear(frame: ServerFrame): void {
    if (frame.t === "welcome") void this.#begin(frame.store);
    else if (frame.t === "gone") void this.#kept.forget(frame.room);
  }

  async #begin(store: string): Promise<void> {
    // What is in sight may be another database's until the room is loaded anew, which is a change.
    const moved = this.#store !== undefined && this.#store !== store;
    this.#store = store;
    const { id, name } = this.#options.me();
    await this.#kept.admit({ store, id, name });
    if (!moved) await this.#keep();
  }

  async #keep(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    const room = this.#options.room();
    const here = this.#options.here.peek();
    // Of what one reads far back in the history nobody could tell that it is not the end.
    if (this.#over || this.#store === undefined || !room?.joined || !here?.attached.peek()) return;
    const { id, name } = this.#options.me();
    await this.#kept.keep({
      ...{ room: room.id, slug: room.slug, name: this.#options.nameOf(room) },
      at: this.#clock.now(),
      owner: { store: this.#store, id, name },
      messages: keptOf(here.messages.peek()),
    });
  }
}
