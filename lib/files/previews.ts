import type { ByteStore } from "@/lib/chat/byte_store.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import type {
  FileState,
  FileStore,
  Preview,
  PreviewSize,
  WholeFile,
} from "@/lib/chat/file_store.ts";
import type { Log } from "@/lib/chat/log.ts";
import { previewCost } from "./preview_cost.ts";
import { NoPreview, PreviewMaker } from "./preview_maker.ts";
import type { Made } from "./preview_worker.ts";
import { readAll } from "./read_all.ts";

/** What previews are made with. */
export interface PreviewsParts {
  store: Pick<FileStore, "preview" | "keepPreview">;
  bytes: Pick<ByteStore, "read">;
  memory: { hasRoomFor(bytes: number): boolean };
  clock: Clock;
  log: Log;
  maker?: PreviewMaker;
}

/** Pictures that wait; one more than that gets its previews when somebody asks for them. */
const QUEUE = 20;
/** How long somebody who asks is kept waiting, in milliseconds. */
const PATIENCE_MS = 10_000;
/** How long a picture that could not be made smaller is not tried again. */
const GIVEN_UP_MS = 10 * 60_000;
const MOST_GIVEN_UP = 1_000;

/** A file that is whole. */
interface Picture {
  whole: WholeFile;
  size: number;
}

/** Smaller forms of pictures: made as they come, kept in the store, made again if they are missing. */
export class Previews {
  readonly #parts: PreviewsParts;
  readonly #maker: PreviewMaker;
  /** Under way or waiting, by where the bytes are. */
  readonly #jobs = new Map<string, Promise<Made | undefined>>();
  /** When each may be tried again. */
  readonly #givenUp = new Map<string, number>();

  constructor(parts: PreviewsParts) {
    this.#parts = parts;
    this.#maker = parts.maker ?? new PreviewMaker(parts);
  }

  /** Makes previews of a file, if it is a picture; nobody waits for that. */
  prepare({ whole, size }: FileState): void {
    if (whole) void this.#job({ whole, size });
  }

  /**
   * A preview of a picture; `undefined` if it is none, cannot be made smaller, or not within ten
   * seconds: then it may be there the next time.
   */
  async of(picture: Picture, size: PreviewSize): Promise<Preview | undefined> {
    const kept = await this.#parts.store.preview(picture.whole.blob, size);
    if (kept) return kept;
    const job = this.#job(picture);
    return job && (await this.#within(PATIENCE_MS, job))?.[size];
  }

  /** Ends what is under way. */
  close(): void {
    this.#maker.stop();
  }

  #job(picture: Picture): Promise<Made | undefined> | undefined {
    const { blob, width, height } = picture.whole;
    if (width === undefined || height === undefined) return undefined;
    const known = this.#jobs.get(blob);
    if (known || this.#jobs.size > QUEUE || this.#isGivenUp(blob)) return known;
    const { memory } = this.#parts;
    if (!memory.hasRoomFor(previewCost({ width, height }, picture.size))) return undefined;
    const job = this.#make(picture).finally(() => this.#jobs.delete(blob));
    this.#jobs.set(blob, job);
    return job;
  }

  async #make({ whole, size }: Picture): Promise<Made | undefined> {
    const { bytes, log } = this.#parts;
    try {
      const made = await this.#maker.make(() => readAll(bytes, whole.blob, 0, size), whole.type);
      await this.#keep(whole.blob, made);
      return made;
    } catch (error) {
      if (error instanceof NoPreview) this.#giveUp(whole.blob);
      log.warn("previews.none", { why: reasonOf(error) });
      return undefined;
    }
  }

  async #keep(blob: string, { small, large }: Made): Promise<void> {
    await this.#parts.store.keepPreview(blob, "small", small);
    await this.#parts.store.keepPreview(blob, "large", large);
  }

  #giveUp(blob: string): void {
    this.#givenUp.set(blob, this.#parts.clock.now() + GIVEN_UP_MS);
    const [oldest] = this.#givenUp.keys();
    if (this.#givenUp.size > MOST_GIVEN_UP && oldest !== undefined) this.#givenUp.delete(oldest);
  }

  #isGivenUp(blob: string): boolean {
    return (this.#givenUp.get(blob) ?? 0) > this.#parts.clock.now();
  }

  async #within<Value>(ms: number, value: Promise<Value>): Promise<Value | undefined> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const timer = this.#parts.clock.after(ms, () => resolve(undefined));
    return await Promise.race([value, promise]).finally(() => timer.cancel());
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof NoPreview) return error.message;
  return error instanceof Error ? error.name : typeof error;
}
