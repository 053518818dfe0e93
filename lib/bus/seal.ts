import { Buffer } from "node:buffer";
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";

/** Longest message, in bytes. Ids and numbers need a fraction of it. */
export const MESSAGE_BYTES = 4_096;

const VERSION = "1";
const MAC_CHARS = 43; // 32 bytes in base64url
const BODY = /^1\.([0-9a-f]{16})\.([1-9]\d{0,14})\.(.*)$/s;
const BOOTS = 4_096;

/** What a genuine message says, and which run of which instance said it. */
export interface Opened {
  boot: string;
  payload: string;
}

/**
 * Signs what goes over the bus and checks what comes from it. Whoever carries the messages may read,
 * forge, repeat, reorder or move them to another channel; only those signed with the store's key,
 * for the channel they come on, and newer than the last of their sender, are opened.
 */
export class Seal {
  /** Names this run of this instance: 16 hex digits. */
  readonly boot: string;
  readonly #key: KeyObject;
  readonly #last = new Map<string, number>();
  #counter = 0;

  /** @param key the store's 32 bytes */
  constructor(key: Uint8Array) {
    this.#key = createSecretKey(Buffer.from(key));
    this.boot = Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString("hex");
  }

  /** The message that says `payload` on `channel`. */
  sign(channel: string, payload: string): string {
    const body = `${VERSION}.${this.boot}.${++this.#counter}.${payload}`;
    return `${this.#mac(channel, body)}${body}`;
  }

  /** What a message says; `undefined` if it is forged, repeated, overtaken, or too long. */
  open(channel: string, message: Uint8Array): Opened | undefined {
    if (message.length > MESSAGE_BYTES || message.length <= MAC_CHARS) return undefined;
    const text = Buffer.from(message.buffer, message.byteOffset, message.length).toString("utf8");
    const body = text.slice(MAC_CHARS);
    if (!isSame(text.slice(0, MAC_CHARS), this.#mac(channel, body))) return undefined;
    const [, boot, count, payload] = BODY.exec(body) ?? [];
    if (boot === undefined || payload === undefined) return undefined;
    return this.#isNews(boot, Number(count)) ? { boot, payload } : undefined;
  }

  #mac(channel: string, body: string): string {
    // A channel has no line feed, so the two cannot be shifted into one another.
    return createHmac("sha256", this.#key).update(`${channel}\n${body}`).digest("base64url");
  }

  #isNews(boot: string, counter: number): boolean {
    if (counter <= (this.#last.get(boot) ?? 0)) return false;
    this.#last.delete(boot);
    this.#last.set(boot, counter);
    if (this.#last.size > BOOTS) this.#forgetOldest();
    return true;
  }

  // Whose last message is oldest: most likely a run that ended long ago. Were its messages repeated
  // afterwards, they would be hints once more, which harms nobody.
  #forgetOldest(): void {
    const [oldest] = this.#last.keys();
    if (oldest !== undefined) this.#last.delete(oldest);
  }
}

function isSame(given: string, wanted: string): boolean {
  const a = Buffer.from(given), b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}
