import { Buffer } from "node:buffer";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import type { Clock } from "@/lib/chat/clock.ts";
import { RateLimited } from "@/lib/chat/errors.ts";
import { Turnstile } from "@/lib/chat/turnstile.ts";

/** scrypt's parameters (RFC 7914, section 2). */
export interface ScryptCost {
  N: number;
  r: number;
  p: number;
}

/** 32 MiB and about a tenth of a second a time. */
const COST: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** Twice 32 MiB is what a flood of passwords may take. */
const AT_ONCE = 2;
const QUEUE = 20;
/** What those are told who find the queue full, and how long one in it may wait, in milliseconds. */
const COME_BACK_MS = 1_500;
const PATIENCE_MS = 30_000;
/** A stored hash may ask for as much as this: it came out of a database, and may be anybody's. */
const MOST = { N: 2 ** 17, r: 16, p: 8 };
const STORED = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d)\$([\w-]{22})\$([\w-]{43})$/;

interface Parsed {
  cost: ScryptCost;
  salt: Uint8Array;
  key: Uint8Array;
}

/** Turns passwords into what may be stored of them, a few at a time. */
export class PasswordHashes {
  readonly #turnstile: Turnstile;
  readonly #cost: ScryptCost;
  /** Stands for the password of whoever has none; nobody knows what it is the hash of. */
  readonly #nobody: Parsed;
  #waiting = 0;

  /** @param cost another one only where no hash outlives the process */
  constructor(clock: Clock, cost: ScryptCost = COST) {
    this.#cost = cost;
    this.#nobody = { cost, salt: randomBytes(SALT_BYTES), key: randomBytes(KEY_BYTES) };
    this.#turnstile = new Turnstile({ places: AT_ONCE, patienceMs: PATIENCE_MS, clock });
  }

  /**
   * `scrypt$<N>$<r>$<p>$<salt>$<key>`, the last two in base64url.
   *
   * @throws {RateLimited} if too many come at once
   */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const key = await this.#derive(password, { salt, cost: this.#cost });
    const { N, r, p } = this.#cost;
    return ["scrypt", N, r, p, salt.toString("base64url"), key.toString("base64url")].join("$");
  }

  /**
   * Whether this is the password of which `stored` was made. Takes as long where there is none.
   *
   * @throws {RateLimited} if too many come at once
   */
  async verify(password: string, stored: string | undefined): Promise<boolean> {
    const found = stored === undefined ? undefined : parse(stored);
    const { cost, salt, key } = found ?? this.#nobody;
    const derived = await this.#derive(password, { cost, salt });
    return timingSafeEqual(derived, key) && found !== undefined;
  }

  async #derive(
    password: string,
    { cost, salt }: { cost: ScryptCost; salt: Uint8Array },
  ): Promise<Buffer> {
    if (this.#waiting >= AT_ONCE + QUEUE) throw new RateLimited(COME_BACK_MS);
    this.#waiting++;
    try {
      return await this.#turnstile.pass(() => derive(password, { cost, salt }));
    } finally {
      this.#waiting--;
    }
  }
}

// The asynchronous scrypt works on a thread of the runtime's own: nobody's message waits for it.
function derive(
  password: string,
  { cost, salt }: { cost: ScryptCost; salt: Uint8Array },
): Promise<Buffer> {
  const maxmem = 256 * cost.N * cost.r;
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, { ...cost, maxmem }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

function parse(stored: string): Parsed | undefined {
  const [, N, r, p, salt, key] = STORED.exec(stored) ?? [];
  if (salt === undefined || key === undefined) return undefined;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const isPower = cost.N > 1 && (cost.N & (cost.N - 1)) === 0;
  const isSane = cost.N <= MOST.N && cost.r >= 1 && cost.r <= MOST.r && cost.p >= 1 &&
    cost.p <= MOST.p;
  if (!isPower || !isSane) return undefined;
  return { cost, salt: Buffer.from(salt, "base64url"), key: Buffer.from(key, "base64url") };
}
