import type { Clock } from "@/lib/chat/clock.ts";
import type { FileState, FileStore } from "@/lib/chat/file_store.ts";
import { randomId } from "@/lib/chat/random_id.ts";

/** How long nobody else may write after the last sign of life: what a killed instance costs. */
const LEASE_MS = 10_000;
/** How often it is renewed where no bytes come by which it would be. */
const RENEW_MS = 3_000;

/** What a Hold works with. */
export interface HoldParts {
  store: Pick<FileStore, "hold" | "advance" | "release" | "finish">;
  clock: Clock;
  /** For how long the file is kept if nothing more comes, in milliseconds. */
  ttlMs: number;
}

/** The right to write a file, which nobody else has meanwhile. */
export class Hold implements AsyncDisposable {
  readonly holder: string;
  readonly #parts: HoldParts;
  #file: FileState;

  private constructor(holder: string, file: FileState, parts: HoldParts) {
    this.holder = holder;
    this.#file = file;
    this.#parts = parts;
  }

  /**
   * @throws {NotFound} if the file is not there, or is all here
   * @throws {Conflict} with `afterMs`, if another instance writes it
   */
  static async take(id: string, parts: HoldParts): Promise<Hold> {
    const holder = randomId();
    return new Hold(holder, await parts.store.hold(id, holder, LEASE_MS), parts);
  }

  /** As it stands, as far as has been noted. */
  get file(): FileState {
    return this.#file;
  }

  /** Notes that its first `to` bytes are here. @throws {Conflict} if another one holds it by now */
  async note(to: number): Promise<void> {
    const { store, clock, ttlMs } = this.#parts;
    await store.advance(this.#file.id, this.holder, to, { ms: LEASE_MS, ttlMs });
    this.#file = { ...this.#file, received: to, expiresAt: clock.now() + ttlMs };
  }

  /** Keeps it until the work is done, during which nothing comes. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    // Whoever has lost it is told by the next thing that they do with it.
    const renewal = this.#parts.clock.every(
      RENEW_MS,
      () => void this.note(this.#file.received).catch(() => {}),
    );
    try {
      return await work();
    } finally {
      renewal.cancel();
    }
  }

  /** Lets another one go on at once. Never throws: the lease ends by itself. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.store.release(this.#file.id, this.holder).catch(() => {});
  }
}
