import type { ByteStore } from "@/lib/chat/byte_store.ts";
import { ChatError, TooLarge } from "@/lib/chat/errors.ts";
import type { FileState, FileStore, NewFile } from "@/lib/chat/file_store.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { FileLimits } from "@/lib/chat/store.ts";

/** What one person may send, told before they begin: bytes of one file, of all that is left, and files at once. */
export interface OwnLimits {
  file: number;
  left: number;
  open: number;
}

/** What Space works with. */
export interface SpaceParts {
  store: Pick<FileStore, "usage" | "reserve">;
  bytes: Pick<ByteStore, "free">;
  limits(): Promise<FileLimits>;
}

interface Left {
  person: number;
  server: number;
  disk: number;
}

/** Who may still bring how much. */
export class Space {
  readonly #parts: SpaceParts;

  constructor(parts: SpaceParts) {
    this.#parts = parts;
  }

  /** Largest size of one file, in bytes. */
  async largest(): Promise<number> {
    return (await this.#parts.limits()).fileSize;
  }

  /** What this person may send just now. */
  async of(user: number): Promise<OwnLimits> {
    const limits = await this.#parts.limits();
    const { person, server, disk } = (await this.#look(user, limits)).left;
    const left = Math.max(0, Math.min(person, server, disk));
    return { file: Math.min(limits.fileSize, left), left, open: LIMITS.openFiles };
  }

  /**
   * Takes the space for a file that is announced: what others announce meanwhile is counted, on
   * whatever instance they do.
   *
   * @throws {TooLarge} `field` "size", "person", "server" or "disk": whose limit it passes
   * @throws {RateLimited} if the person has too many under way
   */
  async reserve(file: NewFile): Promise<FileState> {
    const limits = await this.#parts.limits();
    const { owner, size } = file;
    if (size > limits.fileSize) {
      throw new TooLarge(`The file has ${size} bytes, at most ${limits.fileSize} allowed`, {
        field: "size",
      });
    }
    const { usage, left } = await this.#look(owner, limits);
    if (size > left.disk) throw tooFull();
    const server = usage.server + Math.min(left.server, left.disk);
    const quota = { person: usage.person + left.person, server, open: LIMITS.openFiles };
    try {
      return await this.#parts.store.reserve(file, quota);
    } catch (error) {
      const isDisk = left.disk < left.server && error instanceof ChatError &&
        error.field === "server";
      throw isDisk ? tooFull() : error;
    }
  }

  /** @throws {TooLarge} `field` "disk", if less is free than has to stay free */
  async requireFree(): Promise<void> {
    const [free, { diskFree }] = await Promise.all([
      this.#parts.bytes.free(),
      this.#parts.limits(),
    ]);
    if (free !== undefined && free < diskFree) throw tooFull();
  }

  async #look(user: number, { filesPerPerson, filesTotal, diskFree }: FileLimits) {
    const [usage, free] = await Promise.all([
      this.#parts.store.usage(user),
      this.#parts.bytes.free(),
    ]);
    const left: Left = {
      person: (filesPerPerson || MOST) - usage.person,
      server: (filesTotal || MOST) - usage.server,
      // What is announced by all and not here yet is as good as taken.
      disk: free === undefined ? MOST : free - usage.awaited - diskFree,
    };
    return { usage, left };
  }
}

/** No limit: 1 PiB, with which one can still count. */
const MOST = 2 ** 50;

function tooFull(): TooLarge {
  return new TooLarge("The disk of the server is too full", { field: "disk" });
}
