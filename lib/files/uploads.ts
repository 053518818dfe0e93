import { Allowances } from "@/lib/chat/allowances.ts";
import type { ByteStore } from "@/lib/chat/byte_store.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import {
  type ChatError,
  Conflict,
  NotFound,
  TooLarge,
  Unauthenticated,
  Unavailable,
} from "@/lib/chat/errors.ts";
import type { FileState, FileStore, WholeFile } from "@/lib/chat/file_store.ts";
import { fileNameOf } from "@/lib/chat/file_name.ts";
import type { Log } from "@/lib/chat/log.ts";
import type { User } from "@/lib/chat/model.ts";
import type { FileLimits } from "@/lib/chat/store.ts";
import { randomId } from "@/lib/chat/random_id.ts";
import { type ContentHash, KeptHashes } from "./content_hash.ts";
import { finish } from "./finishing.ts";
import { Hold } from "./hold.ts";
import { Incoming } from "./incoming.ts";
import { PieceWriter } from "./piece_writer.ts";
import { type OwnLimits, Space } from "./space.ts";
import { type TurnOptions, Turns } from "./turns.ts";

/** What Uploads works with. */
export interface UploadsParts {
  store: FileStore;
  bytes: ByteStore;
  /** What the server is ready to keep, as it is set just now. */
  limits(): Promise<FileLimits>;
  /** Whether the process has little memory left. */
  memory: { readonly isLow: boolean };
  clock: Clock;
  log: Log;
  /** Off for load tests only. */
  rateLimits?: boolean;
}

/** Whoever sends a file; who has a password comes back to it another day. */
export type Sender = User & { hasPassword: boolean };

/** A file that is all here. */
export type WholeState = FileState & { whole: WholeFile };

/** How a file is brought on. */
export interface AppendOptions {
  /** Aborts when whoever sends is gone. */
  signal?: AbortSignal;
  /** How long the body says it is, in bytes. */
  announced?: number;
  /** Whether whoever sends may still do so; asked once a second. */
  isAlive?: () => Promise<boolean>;
}

const HOUR_MS = 60 * 60 * 1_000;
/** When to come back to a process that is short of memory, or to a file that somebody else brings. */
const SOON_MS = 2_000;

/**
 * Files on their way to us: announced, brought in as many requests as it takes, whole at last. Each
 * is its sender's alone until a message has it.
 */
export class Uploads {
  readonly #parts: UploadsParts;
  readonly #space: Space;
  readonly #allowances: Allowances;
  readonly #turns = new Turns();
  readonly #hashes = new KeptHashes();
  readonly #whole: ((file: WholeState) => void)[] = [];
  #stopped = false;

  constructor(parts: UploadsParts) {
    const { clock, rateLimits = true } = parts;
    this.#parts = parts;
    this.#space = new Space(parts);
    this.#allowances = new Allowances({ now: () => clock.now(), rateLimits });
  }

  /** Tells of each file that is whole, once. */
  onWhole(told: (file: WholeState) => void): void {
    this.#whole.push(told);
  }

  /** Largest size of a file, in bytes. */
  largest(): Promise<number> {
    return this.#space.largest();
  }

  /** What this person may send just now. */
  limits(user: User): Promise<OwnLimits> {
    return this.#space.of(user.id);
  }

  /**
   * Announces a file, and takes its space. An empty one is whole at once.
   *
   * @param file its name as the sender has it, of which the last part is kept; `size` in bytes
   * @throws {TooLarge} `field` "size", "person", "server" or "disk": whose limit it passes
   * @throws {RateLimited} if the person has 5 under way, or began too many
   * @throws {Unavailable} if the server is short of memory, or stops
   */
  async create(user: Sender, { name, size }: { name: string; size: number }): Promise<FileState> {
    this.#requireRoom();
    this.#allowances.take("uploads", user.id);
    const file = await this.#space.reserve({
      id: randomId(),
      owner: user.id,
      name: fileNameOf(name),
      size,
      ttlMs: ttlOf(user),
    });
    if (size > 0) return file;
    await using hold = await this.#hold(user, file.id);
    return await this.#finish(hold);
  }

  /**
   * How far a file has come. Whoever asks is about to go on: what was under way here is ended, and
   * counted. One whose last bytes came without being made whole is made whole now.
   *
   * @throws {NotFound} if it is not theirs, or its time is over
   * @throws {Conflict} with `afterMs`, if another instance is making it whole
   */
  async status(user: Sender, id: string): Promise<FileState> {
    await this.#own(user, id);
    return await this.#turns.run(this.#turn(id), takenOver(), async () => {
      const file = await this.#own(user, id);
      if (file.whole || file.received < file.size) return file;
      await using hold = await this.#hold(user, id);
      return await this.#finish(hold);
    });
  }

  /**
   * Brings a file on, from its byte `at`. However the body ends, what has come of it is kept. With
   * the last byte the file is whole.
   *
   * @throws {NotFound} if it is not theirs, or its time is over
   * @throws {Conflict} if it is elsewhere than `at`; with `afterMs`, if another request has it
   * @throws {TooLarge} if the body is longer than what is lacking; `field` "disk", if the disk is full
   * @throws {Invalid} if the body is cut off
   * @throws {Unauthenticated} if the sender's session ends meanwhile
   * @throws {Unavailable} if nothing comes for 30 s, the server is short of memory, or stops
   */
  async append(
    user: Sender,
    id: string,
    at: number,
    body: ReadableStream<Uint8Array<ArrayBuffer>>,
    { signal, announced = 0, isAlive }: AppendOptions = {},
  ): Promise<FileState> {
    this.#requireRoom();
    const { size } = requireAt(await this.#own(user, id), at);
    if (announced > size - at) {
      throw new TooLarge(`Cannot take ${announced} bytes more: the file lacks ${size - at}`, {
        field: "size",
      });
    }
    const turn = this.#turn(id);
    const ended = signal ? AbortSignal.any([signal, turn.ended]) : turn.ended;
    return await this.#turns.run(turn, takenOver(), async () => {
      const file = requireAt(await this.#own(user, id), at);
      if (file.whole) return file;
      await using hold = await this.#hold(user, id);
      requireAt(hold.file, at);
      const hash = await this.#takeIn(hold, body, { ended, isAlive });
      return hold.file.received < file.size ? hold.file : await this.#finish(hold, hash);
    });
  }

  /**
   * Gives a file up, and its space back.
   *
   * @throws {NotFound} if it is not theirs, or its time is over
   * @throws {Conflict} if a message has it
   */
  async cancel(user: User, id: string): Promise<void> {
    await this.#own(user, id);
    await this.#turns.run(this.#turn(id), new NotFound("the file"), async () => {
      await this.#own(user, id);
      if (await this.#parts.store.cancel(id)) return;
      throw new Conflict("Cannot give the file up: it belongs to a message");
    });
  }

  /** Takes no more, and puts down what has come. */
  async drain(): Promise<void> {
    this.#stopped = true;
    await this.#turns.endAll(stopping());
  }

  /** What has come is there when this settles; the hash of it, where it is known. */
  async #takeIn(
    hold: Hold,
    body: ReadableStream<Uint8Array<ArrayBuffer>>,
    { ended, isAlive }: { ended: AbortSignal; isAlive: AppendOptions["isAlive"] | undefined },
  ): Promise<ContentHash | undefined> {
    const { bytes, clock } = this.#parts;
    const { holder, file: { id, size, received } } = hold;
    const writer = await PieceWriter.goOn({ bytes, id, holder, size }, received);
    const hash = this.#hashes.take(id, received);
    const look = async () => {
      await this.#space.requireFree();
      if (await isAlive?.() === false) throw new Unauthenticated();
    };
    try {
      await new Incoming(body, { hold, writer, bytes, hash, clock, look }).take(ended);
      return hash;
    } finally {
      const { received: now } = hold.file;
      if (hash?.at === now && now < size) this.#hashes.keep(id, hash);
    }
  }

  async #finish(hold: Hold, hash?: ContentHash): Promise<WholeState> {
    const file = await finish(hold, hash, this.#parts);
    for (const told of this.#whole) told(file);
    return file;
  }

  #hold(user: Sender, id: string): Promise<Hold> {
    const { store, clock } = this.#parts;
    return Hold.take(id, { store, clock, ttlMs: ttlOf(user) });
  }

  /** @throws {NotFound} if it is not this person's, in the same words as where there is none */
  async #own(user: User, id: string): Promise<FileState> {
    const file = await this.#parts.store.find(id);
    if (file?.owner !== user.id) throw new NotFound("the file");
    return file;
  }

  #turn(id: string): TurnOptions & { ended: AbortSignal } {
    const controller = new AbortController();
    const end = (why: ChatError) => controller.abort(why);
    return { id, end, ended: controller.signal };
  }

  #requireRoom(): void {
    if (this.#stopped) throw stopping();
    if (this.#parts.memory.isLow) {
      throw new Unavailable("The server is short of memory", { afterMs: SOON_MS });
    }
  }
}

function ttlOf({ hasPassword }: Sender): number {
  return hasPassword ? 24 * HOUR_MS : HOUR_MS;
}

/** tus 1.0, PATCH: what is sent for another place must not change anything. */
function requireAt(file: FileState, at: number): FileState {
  const { received } = file;
  if (received === at) return file;
  throw new Conflict(`Cannot take the file from byte ${at}: it has ${received}`, {
    field: "offset",
  });
}

function takenOver(): Conflict {
  return new Conflict("Another request goes on with the file", { afterMs: SOON_MS });
}

function stopping(): Unavailable {
  return new Unavailable("The server stops", { afterMs: SOON_MS });
}
