import type { FrameOf } from "@/lib/chat/protocol.ts";
import { newId } from "@/tests/support/new_id.ts";
import type { Book, Doing } from "../record/book.ts";
import type { Deed, Wish } from "../record/deed.ts";
import type { Device } from "./device.ts";
import type { Tap } from "./tap.ts";

/** What a scribe is told: done, refused, or nothing because its connection broke. */
export type Answer = FrameOf<"ack"> | FrameOf<"nack"> | { t: "cut" };

const FRAMES = {
  post: "send",
  edit: "edit",
  delete: "delete",
  react: "react",
  pin: "pin",
} as const;

/** Somebody's client that says exactly what it is told to, and never anything again by itself. */
export class Scribe implements Disposable {
  readonly store: string;
  readonly #name: string;
  readonly #device: Device;
  readonly #book: Book;
  readonly #tap: Tap;
  readonly #waiting: Map<string, (answer: Answer) => void>;

  private constructor(
    name: string,
    { device, book, tap, store, waiting }: {
      device: Device;
      book: Book;
      tap: Tap;
      store: string;
      waiting: Map<string, (answer: Answer) => void>;
    },
  ) {
    this.#name = name;
    this.#device = device;
    this.#book = book;
    this.#tap = tap;
    this.store = store;
    this.#waiting = waiting;
  }

  /** Connects, and is welcomed; it listens to no room. */
  static async open(device: Device, book: Book, name = `${device.label}/à mão`): Promise<Scribe> {
    const waiting = new Map<string, (answer: Answer) => void>();
    const welcomed = Promise.withResolvers<string>();
    let store = "";
    const tap = device.dial(book, { by: name, store: () => store, way: "socket" }, {
      heard: (frame) => {
        if (frame.t === "welcome") welcomed.resolve(store = frame.store);
        if (frame.t !== "ack" && frame.t !== "nack") return;
        waiting.get(frame.id ?? "")?.(frame);
        waiting.delete(frame.id ?? "");
      },
      ended: () => {
        welcomed.reject(new Error(`${name} was not welcomed`));
        for (const answer of waiting.values()) answer({ t: "cut" });
        waiting.clear();
      },
    });
    tap.addEventListener("open", () => tap.send(JSON.stringify({ t: "hello" })));
    await welcomed.promise;
    return new Scribe(name, { device, book, tap, store, waiting });
  }

  /** Whether its connection is no more. */
  get isCut(): boolean {
    return this.#tap.isClosed;
  }

  /** Wants something of a room, under this id, and is answered. */
  async write(
    room: number,
    wish: Wish,
    { id = newId(), by = this.#name }: { id?: string; by?: string } = {},
  ): Promise<{ deed: Deed; answer: Answer }> {
    const where = { author: this.#device.person.user.id, by, room, store: this.store };
    const deed = this.#book.want(wish, where);
    return { deed, answer: await this.#say(frameOf(deed, id)) };
  }

  /** Sends again what was sent, perhaps to another room: its id stays. */
  again(deed: Deed, room: number = deed.room): Promise<Answer> {
    return this.#say({ ...frameOf(deed, deed.id ?? newId()), room });
  }

  [Symbol.dispose](): void {
    this.#tap.close();
  }

  #say(frame: Doing): Promise<Answer> {
    if (this.isCut) return Promise.resolve({ t: "cut" });
    return new Promise((resolve) => {
      this.#waiting.set(frame.id, resolve);
      this.#tap.send(JSON.stringify(frame));
    });
  }
}

function frameOf({ wish, room }: Deed, id: string): Doing {
  const t = FRAMES[wish.kind];
  if (wish.kind === "post") return { t, id, room, body: wish.body };
  const { kind: _kind, base: _base, ...content } = wish;
  return { t, id, room, ...content };
}
