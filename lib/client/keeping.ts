import type { Message, Room, User } from "@/lib/chat/model.ts";
import type { ServerFrame } from "@/lib/chat/server_frame.ts";
import { askApi } from "./ask_api.ts";
import { KeptMessages, keptOf } from "./kept_messages.ts";
import { LastMessages } from "./last_messages.ts";
import { isMessage } from "./model_shapes.ts";
import type { LineMember } from "./page_line.ts";

/** Whose room is kept, and what it is called. */
export interface KeepingOptions {
  me(): User;
  /** The room on this page, as it is now. */
  room(): Room | undefined;
  nameOf(room: Room): string;
  join(member: LineMember): () => void;
}

/** Changes within so many milliseconds are kept together. */
const TOGETHER = 2_000;

/** Keeps what is said in the room on this page, so that it can be read without a connection. */
export class Keeping {
  readonly #options: KeepingOptions;
  readonly #kept = new KeptMessages();
  readonly #last = new LastMessages();
  #store: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(options: KeepingOptions) {
    this.#options = options;
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
    return () => {
      this.#over = true;
      leave();
      clearTimeout(this.#timer);
    };
  }

  #hear(frame: ServerFrame): void {
    if (frame.t === "welcome") void this.#begin(frame.store);
    else if (frame.t === "gone") void this.#kept.forget(frame.room);
    else if (frame.t === "events" && frame.room === this.#options.room()?.id) {
      this.#last.take(frame.messages);
      this.#timer ??= setTimeout(() => void this.#keep(), TOGETHER);
    }
  }

  async #begin(store: string): Promise<void> {
    this.#store = store;
    const { id, name } = this.#options.me();
    await this.#kept.admit({ store, id, name });
    const room = this.#options.room();
    if (!room?.joined) return;
    const answer = await askApi(`rooms/${room.id}/messages`).catch(() => undefined);
    const found: unknown = answer instanceof Object && Reflect.get(answer, "messages");
    if (!Array.isArray(found)) return;
    this.#last.take(found.filter((one): one is Message => isMessage(one)));
    await this.#keep();
  }

  async #keep(): Promise<void> {
    this.#timer = undefined;
    const room = this.#options.room();
    if (this.#over || !room || this.#store === undefined) return;
    const { id, name } = this.#options.me();
    await this.#kept.keep({
      ...{ room: room.id, slug: room.slug, name: this.#options.nameOf(room), at: Date.now() },
      owner: { store: this.#store, id, name },
      messages: keptOf(this.#last.all),
    });
  }
}
