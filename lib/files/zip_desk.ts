import { makeZip, predictLength } from "client-zip";
import { RateLimited } from "@/lib/chat/errors.ts";
import type { RoomFile } from "@/lib/chat/file_store.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { ByteRange } from "./byte_range.ts";
import { zipNames } from "./zip_names.ts";

/** Reads bytes of a file, as they are taken. */
export type ReadFile = (
  id: string,
  range: ByteRange,
) => AsyncIterable<Uint8Array<ArrayBuffer>>;

/** An archive on its way out: its pieces come as they are taken, and are read only then. */
export interface Zip {
  /** Bytes that it will have. */
  size: number;
  body: ReadableStream<Uint8Array>;
}

/** When to ask again for one more archive, in milliseconds. */
const AGAIN_MS = 10_000;

/**
 * Makes archives of files. They are not compressed, as most files are already, and a LAN is faster
 * than that; ZIP64 where they must be (APPNOTE.TXT, section 4.3.14).
 */
export class ZipDesk {
  readonly #underWay = new Map<number, number>();

  /**
   * Begins one. If a file of it cannot be read on the way, it ends without its end.
   *
   * @throws {RateLimited} if the person has as many under way as one may
   */
  begin(user: number, files: readonly RoomFile[], read: ReadFile): Zip {
    const others = this.#underWay.get(user) ?? 0;
    if (others >= LIMITS.zips) throw new RateLimited(AGAIN_MS);
    const names = zipNames(files.map(({ file }) => file.name));
    const sizes = files.map(({ file: { size } }, at) => ({ name: names[at]!, size }));
    this.#underWay.set(user, others + 1);
    const entries = entriesOf(files, { names, read });
    return {
      size: Number(predictLength(sizes)),
      body: streamOf(makeZip(entries), async () => {
        this.#end(user);
        await entries.return();
      }),
    };
  }

  #end(user: number): void {
    const left = (this.#underWay.get(user) ?? 1) - 1;
    if (left === 0) this.#underWay.delete(user);
    else this.#underWay.set(user, left);
  }
}

async function* entriesOf(
  files: readonly RoomFile[],
  { names, read }: { names: readonly string[]; read: ReadFile },
) {
  for (const [at, { file: { id, size }, at: postedAt }] of files.entries()) {
    const pieces = read(id, { from: 0, to: size })[Symbol.asyncIterator]();
    const input = { [Symbol.asyncIterator]: () => pieces };
    try {
      yield { name: names[at]!, lastModified: new Date(postedAt), size, input };
    } finally {
      // The library lets go of what it was reading only where it comes to its end.
      await pieces.return?.();
    }
  }
}

/** A stream, with word of its end, however that comes: even if nobody ever began to read it. */
function streamOf(
  source: ReadableStream<Uint8Array>,
  ended: () => Promise<void>,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        await ended();
        controller.close();
      } catch (error) {
        await ended();
        throw error;
      }
    },
    cancel: ended,
  }, { highWaterMark: 0 });
}
