import { createHash } from "node:crypto";
import type { ByteStore } from "@/lib/chat/byte_store.ts";

/** Uploads whose hashes are kept between two of their requests. */
const MOST = 1_000;

/**
 * The sha-256 (FIPS 180-4) of a file's content, as far as it has come. It is made on this thread:
 * 64 KiB, as the network brings them, take a twentieth of a millisecond.
 */
export class ContentHash {
  readonly #hash = createHash("sha256");
  #at = 0;

  /** How many bytes it has seen. */
  get at(): number {
    return this.#at;
  }

  add(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#at += bytes.length;
  }

  /** Once. */
  digest(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#hash.digest());
  }
}

/** The hash of what is there: after a restart, or of what came to another instance. */
export async function hashStored(
  bytes: Pick<ByteStore, "read">,
  { id, size }: { id: string; size: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const hash = new ContentHash();
  if (size > 0) {
    for await (const some of bytes.read(id, { from: 0, to: size })) hash.add(some);
  }
  return hash.digest();
}

/** The hashes of uploads that wait for their next request; the oldest are forgotten first. */
export class KeptHashes {
  readonly #kept = new Map<string, ContentHash>();

  /** That of the file's first `at` bytes, to be gone on with; `undefined`: it is not known here. */
  take(id: string, at: number): ContentHash | undefined {
    const hash = at === 0 ? new ContentHash() : this.#kept.get(id);
    this.#kept.delete(id);
    return hash?.at === at ? hash : undefined;
  }

  keep(id: string, hash: ContentHash): void {
    this.#kept.set(id, hash);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST && oldest !== undefined) this.#kept.delete(oldest);
  }
}
