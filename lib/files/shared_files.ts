import type { Chat } from "@/lib/chat/chat.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import { Forbidden, NotFound } from "@/lib/chat/errors.ts";
import type { ByteStore } from "@/lib/chat/byte_store.ts";
import type {
  FileState,
  FileStore,
  Preview,
  PreviewSize,
  RoomFile,
  RoomFileQuery,
  WholeFile,
} from "@/lib/chat/file_store.ts";
import { foldFileName } from "@/lib/chat/fold_file_name.ts";
import type { User } from "@/lib/chat/model.ts";
import { mayRead } from "@/lib/chat/policy.ts";
import type { ByteRange } from "./byte_range.ts";
import type { Previews } from "./previews.ts";
import { type Zip, ZipDesk } from "./zip_desk.ts";

/** What files are given out with. */
export interface SharedFilesParts {
  chat: Pick<Chat, "access">;
  store: Pick<FileStore, "find" | "inRoom" | "someInRoom">;
  bytes: Pick<ByteStore, "read">;
  previews: Pick<Previews, "of">;
  /** Whether a session still opens something: it may have been ended, its person banned. */
  isAlive(session: string): Promise<boolean>;
  clock: Clock;
}

/** Who asks, and on which session. */
export interface Asker {
  user: Pick<User, "id">;
  key: string;
}

/** A file that somebody may read. */
export interface OpenFile {
  name: string;
  size: number;
  /** A media type, by what its bytes are. */
  type: string;
  /** SHA-256 of it, in hex digits. */
  hash: string;
  /**
   * These bytes of it, read as they are taken.
   * @throws {NotFound} as soon as it is gone, or the person may not read it any more
   */
  read(range: ByteRange): AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** A preview that somebody may see. */
export interface OpenPreview extends Pick<Preview, "bytes"> {
  /** What tells it from any other one. */
  tag: string;
}

/** Which files of a room somebody looks for; `text`: parts of their names, in any order. */
export interface ListQuery extends Omit<RoomFileQuery, "words"> {
  text?: string | undefined;
}

/** How often somebody who reads a long file is asked whether they still may, in milliseconds. */
const AGAIN_MS = 1_000;
const FILE_ID = /^[0-9a-f]{32}$/;

/**
 * Gives files out to those who may read the room that they were sent to, as of now: what is not there,
 * not sent, deleted, or in a room that one does not see is the same to everybody.
 */
export class SharedFiles {
  readonly #parts: SharedFilesParts;
  readonly #zips: ZipDesk;

  constructor(parts: SharedFilesParts) {
    this.#parts = parts;
    this.#zips = new ZipDesk();
  }

  /** A file. @throws {NotFound} */
  async open(asker: Asker, id: string): Promise<OpenFile> {
    const { name, size, whole } = await this.#find(asker.user.id, id);
    return {
      ...{ name, size },
      type: whole.type,
      hash: whole.hash.toHex(),
      read: (range) => this.#read(asker, id, range),
    };
  }

  /** A smaller form of a picture. @throws {NotFound} also where there is none */
  async preview(user: number, id: string, size: PreviewSize): Promise<OpenPreview> {
    const file = await this.#find(user, id);
    const preview = await this.#parts.previews.of(file, size);
    if (!preview) throw missing();
    return { bytes: preview.bytes, tag: `${file.whole.hash.toHex()}-${size}` };
  }

  /**
   * Files of a room, and how many there are without a limit.
   *
   * @throws {NotFound} if the person does not see the room
   * @throws {Forbidden} if they are no member of it
   */
  async list(
    user: number,
    room: number,
    { text = "", ...query }: ListQuery,
  ): Promise<{ files: RoomFile[]; total: number }> {
    mayRead(await this.#parts.chat.access(user, room));
    const words = foldFileName(text).split(" ").filter((word) => word !== "");
    return await this.#parts.store.inRoom(room, { ...query, words });
  }

  /**
   * Begins an archive of files of a room. If one of them goes, or the right to read them, on the way,
   * the archive ends without its end.
   *
   * @throws {NotFound} if the person does not see the room, or one of the files is not there
   * @throws {Forbidden} if they are no member of it
   * @throws {RateLimited} if they have two under way
   */
  async zip(asker: Asker, room: number, ids: readonly string[]): Promise<Zip> {
    mayRead(await this.#parts.chat.access(asker.user.id, room));
    const wanted = [...new Set(ids)];
    const files = await this.#parts.store.someInRoom(room, wanted);
    if (wanted.length === 0 || files.length < wanted.length) throw missing();
    return this.#zips.begin(asker.user.id, files, (id, range) => this.#read(asker, id, range));
  }

  async #find(user: number, id: string): Promise<FileState & { whole: WholeFile }> {
    const file = FILE_ID.test(id) ? await this.#parts.store.find(id) : undefined;
    const { whole, place } = file ?? {};
    if (!file || !whole || !place) throw missing();
    try {
      mayRead(await this.#parts.chat.access(user, place.room));
    } catch (error) {
      // That there is such a file is nobody else's business.
      throw error instanceof Forbidden || error instanceof NotFound ? missing() : error;
    }
    return { ...file, whole };
  }

  async *#read(
    { user, key }: Asker,
    id: string,
    range: ByteRange,
  ): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const { bytes, clock } = this.#parts;
    const { whole } = await this.#find(user.id, id);
    let asked = clock.now();
    for await (const piece of bytes.read(whole.blob, range)) {
      if (clock.now() - asked >= AGAIN_MS) {
        if (!await this.#parts.isAlive(key)) throw missing();
        await this.#find(user.id, id);
        asked = clock.now();
      }
      yield piece;
    }
  }
}

function missing(): NotFound {
  return new NotFound("the file");
}
