import { createHash } from "node:crypto";
import type { ByteStore } from "@/lib/chat/byte_store.ts";
import type { FileStore } from "@/lib/chat/file_store.ts";
import type { FileLimits, Store } from "@/lib/chat/store.ts";
import { DiskBytes } from "@/lib/files/disk_bytes.ts";
import { type Sender, Uploads, type UploadsParts } from "@/lib/files/uploads.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Holdable } from "../../support/holdable.ts";
import { RecordingLog } from "../../support/recording_log.ts";
import { openSqliteStore } from "../../support/sqlite_store.ts";
import { signUp } from "../store/world.ts";

export { madeBytes as someBytes } from "../../support/tus_hand.ts";

/** Pieces so small that a test has many. */
const PIECE = 1_000;

/** A real store and a real disk, people who send, and as many instances as a test wants. */
export class UploadScene implements AsyncDisposable {
  readonly store: Store;
  readonly files: Holdable<FileStore>;
  readonly bytes: Holdable<ByteStore>;
  readonly ana: Sender;
  readonly bruno: Sender;
  readonly clock = new FakeClock(Date.now());
  readonly log = new RecordingLog();
  readonly limits: FileLimits = {
    fileSize: 100_000,
    filesPerPerson: 1_000_000,
    filesTotal: 0,
    diskFree: 0,
  };
  readonly memory = { isLow: false };
  readonly uploads: Uploads;
  readonly #disposables: AsyncDisposableStack;

  private constructor(
    { store, disk, people, stack }: {
      store: Store;
      disk: DiskBytes;
      people: Sender[];
      stack: AsyncDisposableStack;
    },
  ) {
    this.store = store;
    this.files = new Holdable(store.files);
    this.bytes = new Holdable<ByteStore>(inSmallPieces(disk));
    [this.ana, this.bruno] = people as [Sender, Sender];
    this.#disposables = stack;
    this.uploads = this.instance();
  }

  static async open(): Promise<UploadScene> {
    await using stack = new AsyncDisposableStack();
    const { store } = stack.use(await openSqliteStore());
    const path = await Deno.makeTempDir({ prefix: "conexao-files-" });
    stack.defer(() => Deno.remove(path, { recursive: true }));
    const disk = await DiskBytes.open({ kind: "disk", path }, { log: new RecordingLog() });
    const people = [];
    for (const name of ["Ana", "Bruno"]) {
      people.push({ ...(await signUp(store, name)), hasPassword: false });
    }
    return new UploadScene({ store, disk, people, stack: stack.move() });
  }

  /** One more process on the same store and disk. */
  instance(parts: Partial<UploadsParts> = {}): Uploads {
    return new Uploads({
      store: this.files.door,
      bytes: this.bytes.door,
      limits: () => Promise.resolve(this.limits),
      memory: this.memory,
      clock: this.clock,
      log: this.log,
      rateLimits: false,
      ...parts,
    });
  }

  /** What is kept under an id of bytes. */
  async kept(id: string, size: number): Promise<Uint8Array> {
    const parts = [];
    for await (const part of this.bytes.door.read(id, { from: 0, to: size })) parts.push(part);
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#disposables.disposeAsync();
  }
}

function inSmallPieces(disk: DiskBytes): ByteStore {
  return new Proxy<ByteStore>(disk, {
    get(target, name) {
      if (name === "piece") return PIECE;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** A body that comes as the test sends it. */
export class Body {
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Resolves when nobody wants any more of it. */
  readonly dropped: Promise<void>;
  #controller!: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
  #taken: (() => void)[] = [];

  constructor() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.dropped = promise;
    this.stream = new ReadableStream({
      start: (controller) => void (this.#controller = controller),
      pull: () => this.#taken.splice(0).forEach((taken) => taken()),
      cancel: () => resolve(),
    }, { highWaterMark: 0 });
  }

  /** Sends some; resolves when that has been taken, and more is asked for. */
  async send(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#controller.enqueue(bytes);
    await this.asked();
  }

  /** Resolves when the next part is asked for. */
  asked(): Promise<void> {
    return new Promise((resolve) => this.#taken.push(resolve));
  }

  end(): void {
    this.#controller.close();
  }

  cut(): void {
    this.#controller.error(new Error("Connection reset"));
  }
}

/** All of it at once. */
export function bodyOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return ReadableStream.from([bytes]);
}

/** What tells contents apart, in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
