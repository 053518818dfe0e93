import type { ByteStore } from "@/lib/chat/byte_store.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import { NotFound, Unavailable } from "@/lib/chat/errors.ts";
import type { Log } from "@/lib/chat/log.ts";
import type { S3BytesConfig } from "./bytes_config.ts";
import { S3Requests } from "./s3_requests.ts";

/** An object each: of a file of 2 GiB there are 256. */
const PIECE = 8 << 20;
/** Asked for at once; a slower reader holds two of them, and no connection. */
const READ = 1 << 20;
/** Objects removed at a time. */
const REMOVED_AT_ONCE = 8;

/**
 * Objects `<prefix><id>/<n>`, a piece each, in any store that speaks S3: a PUT of a whole object is
 * all or nothing, and what was written is what is read next (Amazon promises it since 2020, MinIO,
 * Ceph and Garage do).
 */
export class S3Bytes implements ByteStore {
  readonly piece = PIECE;
  readonly #requests: S3Requests;
  readonly #prefix: string;

  private constructor(requests: S3Requests, prefix: string) {
    this.#requests = requests;
    this.#prefix = prefix;
  }

  /** Asks for the bucket, so that its log says if it cannot be used; messages do without it. */
  static async open(
    config: S3BytesConfig,
    parts: { clock: Clock; log: Log },
  ): Promise<S3Bytes> {
    const requests = new S3Requests(config, parts);
    await requests.ask({ method: "GET", query: { "list-type": "2", "max-keys": "1" } })
      .catch(() => {});
    return new S3Bytes(requests, config.prefix);
  }

  async write(
    id: string,
    _holder: string,
    at: number,
    body: Uint8Array<ArrayBuffer>,
  ): Promise<void> {
    await this.#requests.ask({ method: "PUT", key: this.#keyOf(id, at / PIECE), body });
  }

  async *read(
    id: string,
    { from, to }: { from: number; to: number },
  ): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
    if (from >= to) return;
    let next = this.#part(id, from, to);
    try {
      for (let at = from; at < to;) {
        const bytes = await next;
        at += bytes.length;
        // One ahead: the store need not wait for whoever takes the bytes, nor the other way round.
        if (at < to) {
          next = this.#part(id, at, to);
          next.catch(() => {});
        }
        yield bytes;
      }
    } finally {
      // Who stops early leaves no request behind.
      await next.catch(() => {});
    }
  }

  async remove(id: string): Promise<void> {
    let last: string | undefined;
    for (let keys = await this.#keysOf(id); keys.length > 0; keys = await this.#keysOf(id)) {
      if (keys[0] === last) throw new Unavailable("The object store keeps what was removed");
      last = keys[0];
      for (let n = 0; n < keys.length; n += REMOVED_AT_ONCE) {
        const some = keys.slice(n, n + REMOVED_AT_ONCE);
        await Promise.all(some.map((key) => this.#requests.ask({ method: "DELETE", key })));
      }
    }
  }

  free(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** What is asked for at once of the bytes `at` up to `to`. */
  async #part(id: string, at: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    const begin = at % PIECE;
    const length = Math.min(to - at, READ, PIECE - begin);
    const answer = await this.#requests.ask({
      method: "GET",
      key: this.#keyOf(id, (at - begin) / PIECE),
      headers: { range: `bytes=${begin}-${begin + length - 1}` },
    });
    // A server may ignore what range is asked for, and give all (RFC 9110, 14.2).
    const bytes = answer.length > length ? answer.subarray(begin, begin + length) : answer;
    if (bytes.length < length) throw new NotFound("the bytes in the object store");
    return bytes;
  }

  /** A thousand at most, as the store lists them: the next ones are listed when these are gone. */
  async #keysOf(id: string): Promise<string[]> {
    const query = { "list-type": "2", prefix: `${this.#prefix}${id}/` };
    const xml = new TextDecoder().decode(await this.#requests.ask({ method: "GET", query }));
    // No name of ours has a character that XML writes otherwise (`Config.files.prefix`).
    return [...xml.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key = ""]) => key);
  }

  #keyOf(id: string, n: number): string {
    return `${this.#prefix}${id}/${n}`;
  }
}
