import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Clock } from "@/lib/chat/clock.ts";
import type { SharedFile } from "@/lib/chat/model.ts";
import { newClientId } from "./client_id.ts";
import type { Owner } from "./outbox_shelf.ts";
import type { Transport } from "./transfer.ts";
import { Transfers } from "./transfers.ts";
import { type Going, isAbsent, isUnderWay, sharedFileOf, type Upload } from "./upload.ts";
import type { KeptUpload, UploadShelf } from "./upload_shelf.ts";

/** How much the server takes, in bytes: of one file, and of all that this person may still send. */
export interface FileLimits {
  file: number;
  left: number;
}

/** Whose files, where they are kept, and how they go. */
export interface UploadsParts {
  owner: Owner;
  /** The room on this page. */
  room: number;
  shelf: UploadShelf;
  /** This tab, unlike any other. */
  tab: string;
  /** Those of the keys that no other tab sees to. */
  free(keys: readonly string[]): Promise<string[]>;
  /** Comes when the first file goes. */
  transport(): Promise<Transport>;
  /** What the server takes; `undefined`: it does not say. */
  limits(): Promise<FileLimits | undefined>;
  /** Takes a message on that has its client id. */
  post(room: number, message: Going & { files: SharedFile[] }): void;
  /** Messages on their way. */
  outgoing: ReadonlySignal<readonly { id: string }[]>;
  /** Words that were to go with a file that is not sent. */
  giveBack(going: Going): void;
  clock: Clock;
  random?: () => number;
}

const MIB = 1_024 * 1_024;
/** The largest file whose bytes are kept for the next page, and how much of all, in bytes. */
const KEPT = { one: 64 * MIB, all: 256 * MIB } as const;

/**
 * The files that somebody has chosen: sends them, two at once, keeps them for the next page, and
 * makes messages of them when that is wanted and they are whole.
 */
export class Uploads {
  /** In the order in which they were chosen; those of other rooms, too. */
  readonly list = signal<readonly Upload[]>([]);
  readonly #parts: UploadsParts;
  readonly #transfers: Transfers;
  /** Keys of what has become a message, by its client id: kept until that is stored. */
  readonly #posted = new Map<string, { key: string; seen: boolean }>();
  #letGo = () => {};
  #running = false;
  /** The file that was chosen last. */
  #last = 0;

  constructor(parts: UploadsParts) {
    this.#parts = parts;
    this.#transfers = new Transfers({
      ...{ list: this.list, clock: parts.clock, transport: parts.transport },
      ...(parts.random === undefined ? {} : { random: parts.random }),
      change: (key, change) => this.#change(key, change),
      whole: (key) => this.#becomeMessage(key),
    });
  }

  /** Files of this room. */
  here(): Upload[] {
    return this.list.value.filter(({ room }) => room === this.#parts.room);
  }

  /** Files of this room that wait to be sent as messages. */
  get ready(): Upload[] {
    return this.here().filter(({ state, going }) => !going && state !== "failed");
  }

  /** What this tab sees to. */
  get keys(): string[] {
    const posted = [...this.#posted.values()];
    return [...this.list.peek(), ...posted].map(({ key }) => key);
  }

  /** Something would be lost with the page. */
  get fleeting(): boolean {
    return this.list.peek().some((one) => isUnderWay(one) && !one.kept);
  }

  /** Begins, or goes on, with what earlier pages have left. */
  async start(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#letGo = effect(() =>
      this.#watch(new Set(this.#parts.outgoing.value.map(({ id }) => id)))
    );
    await this.look();
    this.#transfers.start();
  }

  /** Stops, and leaves no timer. */
  stop(): void {
    this.#running = false;
    this.#letGo();
    this.#transfers.stop();
  }

  /** There is a connection again. */
  hurry(): void {
    this.#transfers.hurry();
  }

  /** Takes up what pages have left that are no more. */
  async look(): Promise<void> {
    const { shelf, owner, free, tab } = this.#parts;
    const kept = await shelf.load(owner);
    const known = new Set(this.keys);
    // A page that was away behind the back button: another one has gone on with it.
    for (const { key } of kept.filter((one) => one.tab !== tab && known.has(one.key))) {
      this.#transfers.halt(key);
      this.#drop(key);
    }
    const strange = kept.filter((one) => one.tab !== tab && !known.has(one.key));
    const left = new Set(await free(strange.map(({ key }) => key)));
    for (const one of strange) {
      if (!left.has(one.key) || !this.#running) continue;
      const bytes = await shelf.bytes(one.key);
      if (!bytes && one.state !== "whole" && one.room !== this.#parts.room) continue;
      if (await shelf.claim(one.key, one.tab, tab)) this.#takeUp(one, bytes);
    }
  }

  /**
   * Takes files on; they are in `list` at once. One that was begun before goes on where it was. Those
   * that are `going` become messages as soon as they are whole.
   */
  async add(files: readonly File[], { going = false } = {}): Promise<void> {
    const fresh = files.filter((file) => !this.#goOn(file)).map((file): Upload => ({
      ...this.#uploadOf(file),
      ...going ? { going: { id: newClientId(), body: "" } } : {},
    }));
    if (fresh.length === 0) return;
    this.list.value = [...this.list.value, ...fresh];
    const limits = await this.#parts.limits();
    let left = limits?.left ?? Infinity;
    for (const { key, size } of fresh) {
      const why = size > left
        ? { code: "left", most: left }
        : limits && size > limits.file
        ? { code: "size", most: limits.file }
        : undefined;
      if (why) this.#change(key, { state: "failed", why });
      else left -= size;
    }
    this.#transfers.admit(fresh.map(({ key }) => key));
    // One by one: how much is kept already counts.
    for (const { key } of fresh) await this.#keepBytes(key);
  }

  /** Files that are whole, from a message that did not go. */
  takeBack(files: SharedFile[]): void {
    const at = this.#now();
    const taken = files.map(({ id, name, size }): Upload => ({
      ...{ key: newClientId(), room: this.#parts.room, name, size, at, modified: 0 },
      ...{ state: "whole", sent: size, path: `/tus/${id}` },
    }));
    this.list.value = [...this.list.value, ...taken];
    for (const one of taken) this.#keep(one);
  }

  pause(key: string): void {
    const upload = this.#find(key);
    if (!upload || !isUnderWay(upload)) return;
    this.#transfers.halt(key);
    this.#change(key, { state: "paused", pace: undefined, cut: false });
  }

  resume(key: string): void {
    const upload = this.#find(key);
    if (upload?.state !== "paused" || isAbsent(upload)) return;
    this.#change(key, { state: "waiting" });
    this.#transfers.admit([key]);
  }

  /** Tries again what was refused. */
  retry(key: string): void {
    if (this.#find(key)?.state !== "failed") return;
    this.#change(key, { state: "waiting", why: undefined });
    this.#transfers.admit([key]);
  }

  /** Takes a file away; the server forgets it. */
  cancel(key: string): void {
    const upload = this.#find(key);
    if (!upload) return;
    this.#transfers.halt(key);
    this.#drop(key);
    void this.#parts.shelf.remove(key);
    if (upload.path) void this.#forget(upload.path);
    if (upload.going?.body) this.#parts.giveBack(upload.going);
  }

  /**
   * Makes messages of the room's files, each when it is whole: with these words beside it if it is
   * alone, else after them. False: there is no file.
   */
  send(body: string, replyTo?: number): boolean {
    const { ready } = this;
    const [first] = ready;
    if (!first) return false;
    const apart = ready.length > 1 && body !== "";
    if (apart) this.#post(first.room, { id: newClientId(), body, replyTo });
    for (const { key } of ready) {
      const beside = key === first.key && !apart ? { body, replyTo } : { body: "" };
      this.#change(key, { going: { id: newClientId(), ...beside } });
      this.#becomeMessage(key);
    }
    return true;
  }

  /** Goes on with a file that was begun before, if this is the same. */
  #goOn(file: File): boolean {
    const absent = this.here().find((one) =>
      isAbsent(one) && one.name === file.name && one.size === file.size &&
      one.modified === file.lastModified
    );
    if (!absent) return false;
    this.#change(absent.key, { file, state: "waiting" });
    this.#transfers.admit([absent.key]);
    return true;
  }

  #uploadOf(file: File): Upload {
    const { name, size, lastModified: modified } = file;
    const about = { key: newClientId(), room: this.#parts.room, name, size, modified, file };
    return { ...about, at: this.#now(), state: "waiting", sent: 0 };
  }

  #takeUp({ state, ...kept }: KeptUpload, file: Blob | undefined): void {
    const absent = file === undefined && state !== "whole";
    const { key, room, name, size, modified, at, sent, path, going } = kept;
    const upload: Upload = {
      ...{ key, room, name, size, modified, at, sent, path, going, file },
      ...{ state: absent ? "paused" : state, kept: !absent },
    };
    this.list.value = [...this.list.value, upload].sort((a, b) => a.at - b.at);
    this.#transfers.admit([key]);
    if (state === "whole") this.#becomeMessage(key);
  }

  /** If it is whole and is to go. */
  #becomeMessage(key: string): void {
    const upload = this.#find(key);
    if (upload?.state !== "whole" || !upload.going) return;
    this.#posted.set(upload.going.id, { key, seen: false });
    this.#drop(key);
    this.#post(upload.room, upload.going, [sharedFileOf(upload)]);
  }

  #post(room: number, going: Going, files: SharedFile[] = []): void {
    this.#parts.post(room, { ...going, files });
  }

  /** What went on its way and is not there any more is stored, or given up: it need not be kept. */
  #watch(outgoing: ReadonlySet<string>): void {
    for (const [id, posted] of this.#posted) {
      if (outgoing.has(id)) posted.seen = true;
      else if (posted.seen) {
        this.#posted.delete(id);
        void this.#parts.shelf.remove(posted.key);
      }
    }
  }

  async #keepBytes(key: string): Promise<void> {
    const upload = this.#find(key);
    if (!upload?.file || upload.state === "failed") return;
    this.#keep(upload);
    const others = this.list.value.filter(({ kept }) => kept).map(({ size }) => size);
    const all = others.reduce((sum, size) => sum + size, upload.size);
    if (upload.size > KEPT.one || all > KEPT.all) return;
    if (await this.#parts.shelf.putBytes(key, upload.file)) this.#change(key, { kept: true });
  }

  async #forget(path: string): Promise<void> {
    (await this.#parts.transport().catch(() => undefined))?.forget(path);
  }

  #change(key: string, change: Partial<Upload>): void {
    const before = this.#find(key);
    if (!before) return;
    const after = { ...before, ...change };
    this.list.value = this.list.value.map((one) => one === before ? after : one);
    if (after.state === "failed") {
      if (!after.going) void this.#parts.shelf.remove(key);
    } else if (keepsOf(before) !== keepsOf(after)) this.#keep(after);
  }

  #keep({ state, key, room, name, size, modified, at, sent, path, going }: Upload): void {
    const { owner: { store, id, name: called }, tab, shelf } = this.#parts;
    void shelf.put({
      ...{ key, room, name, size, modified, at, sent, path, going, store, tab },
      ...{ user: { id, name: called }, state: keptState(state) },
    });
  }

  #drop(key: string): void {
    this.list.value = this.list.value.filter((one) => one.key !== key);
  }

  #find(key: string): Upload | undefined {
    return this.list.peek().find((one) => one.key === key);
  }

  /** Now, but later than before. */
  #now(): number {
    return this.#last = Math.max(this.#parts.clock.now(), this.#last + 1);
  }
}

/** What is kept of it, but for what changes all the time. */
function keepsOf({ state, path, going }: Upload): string {
  return [keptState(state), path, going?.id].join();
}

function keptState(state: Upload["state"]): KeptUpload["state"] {
  return state === "whole" || state === "paused" ? state : "waiting";
}
