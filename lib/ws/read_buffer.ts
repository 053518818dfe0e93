import type { Clock, Timer } from "@/lib/chat/clock.ts";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { Log } from "@/lib/chat/log.ts";
import type { ReadMark, RoomStore } from "@/lib/chat/store.ts";

/** What a ReadBuffer works with. */
export interface ReadBufferParts {
  store: Pick<RoomStore, "read">;
  clock: Clock;
  log: Log;
  /** Called with what has been written. */
  written(marks: readonly ReadMark[]): void;
}

/** How often it is written down who has read what, in milliseconds, and how much in one statement. */
const EVERY_MS = 2_000;
const STATEMENT = 500;
/** Marks that are kept while the store is away; the oldest are forgotten, and will be made again. */
const MOST = 50_000;

/** How far people have read, gathered until it is worth a statement. */
export class ReadBuffer {
  readonly #parts: ReadBufferParts;
  #marks = new Map<string, ReadMark>();
  #timer: Timer | undefined;
  #writing: Promise<void> | undefined;

  constructor(parts: ReadBufferParts) {
    this.#parts = parts;
  }

  /** Marks that wait. */
  get size(): number {
    return this.#marks.size;
  }

  /** Takes how far somebody has read; what they said before counts if it was further. */
  note(mark: ReadMark): void {
    const key = `${mark.room}:${mark.user}`;
    const earlier = this.#marks.get(key);
    this.#marks.delete(key);
    this.#marks.set(key, earlier ? follow(earlier, mark) : mark);
    if (this.#marks.size > MOST) this.#marks.delete(this.#marks.keys().next().value!);
    this.#timer ??= this.#parts.clock.after(EVERY_MS, () => this.#due());
  }

  /** Writes what waits now; resolves when it is written, or cannot be. Never throws. */
  async flush(): Promise<void> {
    await this.#writing;
    await this.#write();
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #due(): void {
    this.#timer = undefined;
    void this.#write();
  }

  #write(): Promise<void> {
    return this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
      if (this.size > 0) this.#timer ??= this.#parts.clock.after(EVERY_MS, () => this.#due());
    });
  }

  async #writeAll(): Promise<void> {
    const marks = [...this.#marks.values()];
    this.#marks = new Map();
    for (let at = 0; at < marks.length; at += STATEMENT) {
      const some = marks.slice(at, at + STATEMENT);
      try {
        await this.#parts.store.read(some);
      } catch (error) {
        // What would fail each time must not come back for ever.
        if (error instanceof Unavailable) return this.#keep(marks.slice(at));
        this.#parts.log.error("ws.reads", {
          kind: error instanceof Error ? error.name : "unknown",
        });
        continue;
      }
      this.#parts.written(some);
    }
  }

  #keep(marks: readonly ReadMark[]): void {
    const later = this.#marks;
    this.#marks = new Map();
    for (const mark of [...marks, ...later.values()].slice(-MOST)) this.note(mark);
  }
}

// Whoever has gone back and then reads on has read as far as that, and no further.
function follow(earlier: ReadMark, mark: ReadMark): ReadMark {
  if (mark.back) return mark;
  return { ...earlier, seq: Math.max(earlier.seq, mark.seq) };
}
