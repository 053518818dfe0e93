import { AwsClient } from "aws4fetch";
import type { Clock } from "@/lib/chat/clock.ts";
import { type ChatError, NotFound, TooLarge, Unavailable } from "@/lib/chat/errors.ts";
import type { Log } from "@/lib/chat/log.ts";
import type { S3BytesConfig } from "./bytes_config.ts";

/** One request to the bucket. */
export interface S3Request {
  method: "GET" | "PUT" | "DELETE";
  /** Name of the object; without one it is the bucket itself. */
  key?: string;
  /** What follows the question mark. */
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  body?: Uint8Array<ArrayBuffer>;
}

/**
 * Each attempt takes this long at most, its answer included, in milliseconds: all of them together are
 * over before the lease of who writes a file is (10 s), so that nobody else writes it meanwhile.
 */
const ATTEMPT_MS = 4_000;
const ATTEMPTS = 2;
const PAUSE_MS = 200;
/** Answers after which the very same request may succeed. */
const PASSING = new Set([408, 429, 500, 502, 503, 504]);
/** No room: MinIO's and Ceph's words, and the status of RFC 4918. */
const FULL = /^(?:QuotaExceeded|XMinioStorageFull|XMinioAdminBucketQuotaExceeded)$/;

/** Signed requests to one bucket, tried again where that may help. */
export class S3Requests {
  readonly #client: AwsClient;
  readonly #bucket: string;
  readonly #clock: Clock;
  readonly #log: Log;
  /** Why the bucket cannot be used, as it was said last. */
  #said: string | undefined;

  constructor(config: S3BytesConfig, { clock, log }: { clock: Clock; log: Log }) {
    const { endpoint, bucket, region, accessKey, secretKey } = config;
    const keys = { accessKeyId: accessKey, secretAccessKey: secretKey };
    this.#client = new AwsClient({ ...keys, region, service: "s3" });
    this.#bucket = `${endpoint.origin}/${bucket}`;
    this.#clock = clock;
    this.#log = log;
  }

  /**
   * What it is answered, whole.
   *
   * @throws {NotFound} if there is no such object, or no such part of it
   * @throws {TooLarge} `field` "disk", if there is no room
   * @throws {Unavailable} if it is away, slow, or refuses us
   */
  async ask(request: S3Request): Promise<Uint8Array<ArrayBuffer>> {
    for (let left = ATTEMPTS - 1;; left--) {
      const answer = await this.#attempt(request);
      if (!(answer instanceof Passing) || left === 0) {
        this.#say(answer instanceof Unavailable ? answer.message : undefined);
        if (answer instanceof Uint8Array) return answer;
        throw answer;
      }
      await new Promise<void>((resolve) => this.#clock.after(PAUSE_MS, resolve));
    }
  }

  /** A line when it is away, or refuses us, and one when it is back: people are told no reason. */
  #say(why: string | undefined): void {
    if (why === this.#said) return;
    this.#said = why;
    if (why === undefined) this.#log.info("files.bucket_back", { bucket: this.#bucket });
    else this.#log.error("files.bucket", { bucket: this.#bucket, why });
  }

  async #attempt(request: S3Request): Promise<Uint8Array<ArrayBuffer> | ChatError> {
    const { method, key, query, headers, body } = request;
    const search = query === undefined ? "" : `?${new URLSearchParams(query)}`;
    const url = this.#bucket + (key === undefined ? "" : `/${key}`) + search;
    const deadline = new AbortController();
    const timer = this.#clock.after(ATTEMPT_MS, () => deadline.abort());
    try {
      const signed = await this.#client.sign(url, {
        method,
        ...headers && { headers },
        ...body && { body },
      });
      // A store of another region leads elsewhere: where we may not go, and are not signed for.
      const answer = await fetch(signed, { signal: deadline.signal, redirect: "manual" });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return answer.ok ? bytes : refusalOf(answer.status, bytes);
    } catch (cause) {
      return new Passing("The object store is away or slow", { cause });
    } finally {
      timer.cancel();
    }
  }
}

/** It may have passed by the next attempt. */
class Passing extends Unavailable {}

function refusalOf(status: number, body: Uint8Array): ChatError {
  const code = /<Code>(\w+)<\/Code>/.exec(new TextDecoder().decode(body))?.[1] ?? "";
  if (status === 507 || FULL.test(code)) {
    return new TooLarge("The object store is full", { field: "disk" });
  }
  const isGone = status === 404 && code !== "NoSuchBucket";
  if (isGone || status === 416) return new NotFound("the bytes in the object store");
  const said = `The object store answers ${status} ${code}`.trimEnd();
  return PASSING.has(status) ? new Passing(said) : new Unavailable(said);
}
