import type { Device } from "../client/device.ts";
import { Scribe } from "../client/scribe.ts";
import type { Book } from "../record/book.ts";
import type { Wish } from "../record/deed.ts";
import type { Seeded } from "../seeded.ts";

const UNDER_WAY = 50;
const EMOJIS = ["👍", "🎉", "❤️"];

/** Who writes what, and how much of it. */
export interface BurstOptions {
  device: Device;
  room: number;
  book: Book;
  rng: Seeded;
  changes: number;
  /** Posts alone. */
  postsOnly?: boolean;
}

/** As many changes of a room as are wanted, as fast as they are taken; resolves when all are done. */
export async function burst(options: BurstOptions): Promise<void> {
  const { device, book, changes } = options;
  using scribe = await Scribe.open(device, book);
  const own: number[] = [];
  let left = changes;
  let count = 0;
  await Promise.all(Array.from({ length: UNDER_WAY }, async () => {
    while (left-- > 0) {
      // Written side by side: what is under way has no order of its own.
      const by = `${device.label}/rajada ${++count}`;
      const wish = wishFor(options, own, book.textBy(by));
      const { answer } = await scribe.write(options.room, wish, { by });
      if (answer.t !== "ack") throw new Error(`${by}: ${JSON.stringify(answer)}`);
      if (wish.kind === "post") own.push(answer.seq);
    }
  }));
}

/** Mostly posts; each of one's own messages is changed once at most. */
function wishFor({ rng, postsOnly }: BurstOptions, own: number[], body: string): Wish {
  const change = !postsOnly && own.length > 20 && rng.chance(0.3);
  if (!change) return { kind: "post", body };
  const [seq = 0] = own.splice(rng.between(0, own.length - 1), 1);
  const base = seq;
  if (rng.chance(0.5)) return { kind: "edit", seq, body, base };
  if (rng.chance(0.5)) return { kind: "delete", seq, base };
  return { kind: "react", seq, emoji: rng.pick(EMOJIS)!, on: true, base };
}
