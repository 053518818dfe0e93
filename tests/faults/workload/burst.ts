import type { Device } from "../client/device.ts";
import { Scribe } from "../client/scribe.ts";
import type { Book } from "../record/book.ts";
import type { Deed, Wish } from "../record/deed.ts";
import type { Seeded } from "../seeded.ts";

const UNDER_WAY = 50;
const AGAIN_MS = 100;
const EMOJIS = ["👍", "🎉", "❤️"];

/** Who writes what, and how much of it. */
export interface BurstOptions {
  device: Device;
  room: number;
  book: Book;
  rng: Seeded;
  changes: number;
}

/** As many changes of a room as are wanted, as fast as they are taken; resolves when all are done. */
export async function burst(options: BurstOptions): Promise<void> {
  await using writer = new Burst(options);
  await writer.write();
}

class Burst implements AsyncDisposable {
  readonly #options: BurstOptions;
  readonly #own: number[] = [];
  #scribe: Promise<Scribe>;
  #left: number;

  constructor(options: BurstOptions) {
    this.#options = options;
    this.#left = options.changes;
    this.#scribe = this.#connect();
  }

  async write(): Promise<void> {
    await Promise.all(Array.from({ length: UNDER_WAY }, async () => {
      while (this.#left > 0) await this.#writeOne(this.#left--);
    }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    (await this.#scribe)[Symbol.dispose]();
  }

  async #writeOne(number: number): Promise<void> {
    const { device, room, book } = this.#options;
    // Written side by side: what is under way has no order of its own.
    const by = `${device.label}/rajada ${number}`;
    const wish = this.#wish(book.textBy(by));
    const scribe = await this.#scribe;
    let { deed, answer } = await scribe.write(room, wish, { by });
    while (answer.t === "cut" || (answer.t === "nack" && answer.retry)) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      answer = await this.#again(deed, answer.t === "cut");
    }
    if (answer.t === "ack" && wish.kind === "post") this.#own.push(answer.seq);
  }

  async #again(deed: Deed, isCut: boolean): ReturnType<Scribe["again"]> {
    const broken = await this.#scribe;
    if (isCut && broken.isCut) this.#scribe = this.#connect();
    return await (await this.#scribe).again(deed);
  }

  async #connect(): Promise<Scribe> {
    const { device, book } = this.#options;
    for (;;) {
      try {
        return await Scribe.open(device, book);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  }

  /** Mostly posts; each of one's own messages is changed once at most. */
  #wish(body: string): Wish {
    const { rng } = this.#options;
    const change = this.#own.length > 20 && rng.chance(0.3);
    if (!change) return { kind: "post", body };
    const [seq = 0] = this.#own.splice(rng.between(0, this.#own.length - 1), 1);
    const base = seq;
    if (rng.chance(0.5)) return { kind: "edit", seq, body, base };
    if (rng.chance(0.5)) return { kind: "delete", seq, base };
    return { kind: "react", seq, emoji: rng.pick(EMOJIS)!, on: true, base };
  }
}
