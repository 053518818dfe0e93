import { createHash } from "node:crypto";
import { silentLog } from "@/lib/chat/log.ts";
import type { User } from "@/lib/chat/model.ts";
import { randomId } from "@/lib/chat/random_id.ts";
import { DiskBytes } from "@/lib/files/disk_bytes.ts";
import { Previews } from "@/lib/files/previews.ts";
import { SharedFiles } from "@/lib/files/shared_files.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { newId } from "../../support/new_id.ts";
import { type ChatWorld, openChatWorld } from "../chat/chat_world.ts";

const HOLDER = "aparelho";
const PLENTY = { person: 1e12, server: 1e12, open: 100 };
const LEASE = { ms: 60_000, ttlMs: 60_000 };

/** A file as somebody sends it. */
export interface Sent {
  name?: string;
  text?: string;
  type?: string;
}

/** The chat with a real store and a real disk, and files that are given out of it. */
export class SharedFilesScene implements AsyncDisposable {
  readonly world: ChatWorld;
  readonly bytes: DiskBytes;
  readonly clock = new FakeClock(Date.now());
  readonly files: SharedFiles;
  /** Keys of sessions that open nothing any more. */
  readonly ended = new Set<string>();
  readonly #path: string;

  private constructor(world: ChatWorld, bytes: DiskBytes, path: string) {
    const { chat, store } = world;
    this.world = world;
    this.bytes = bytes;
    this.#path = path;
    const parts = { store: store.files, bytes, clock: this.clock };
    const previews = new Previews({ ...parts, memory: { hasRoomFor: () => true }, log: silentLog });
    const isAlive = (session: string) => Promise.resolve(!this.ended.has(session));
    this.files = new SharedFiles({ ...parts, chat, previews, isAlive });
  }

  static async open(): Promise<SharedFilesScene> {
    const path = await Deno.makeTempDir({ prefix: "conexao-files-" });
    const bytes = await DiskBytes.open({ kind: "disk", path }, { log: silentLog });
    return new SharedFilesScene(await openChatWorld(), bytes, path);
  }

  /** A file that is all here, and of no message. */
  async send(
    owner: User,
    { name = "nota.txt", text = "uma nota", type = "text/plain" }: Sent = {},
  ) {
    const { files } = this.world.store;
    const content = new TextEncoder().encode(text);
    const [id, size] = [randomId(), content.length];
    await files.reserve({ id, owner: owner.id, name, size, ttlMs: LEASE.ttlMs }, PLENTY);
    await files.hold(id, HOLDER, LEASE.ms);
    await this.bytes.write(id, HOLDER, 0, content);
    await files.advance(id, HOLDER, size, LEASE);
    const hash = new Uint8Array(createHash("sha256").update(content).digest());
    const pixels = { width: undefined, height: undefined };
    await files.finish(id, HOLDER, { hash, type, ...pixels }, LEASE.ttlMs);
    return id;
  }

  /** Files in a room, each of a message of its own. */
  async share(author: User, room: number, ...sent: Sent[]): Promise<{ id: string; seq: number }[]> {
    const shared: { id: string; seq: number }[] = [];
    for (const file of sent) {
      const id = await this.send(author, file);
      const post = { id: newId(), room, body: "", files: [id] };
      const { seq } = await this.world.chat.post(author, post);
      shared.push({ id, seq });
    }
    return shared;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.world[Symbol.asyncDispose]();
    await Deno.remove(this.#path, { recursive: true });
  }
}
