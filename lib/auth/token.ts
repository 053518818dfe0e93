import { createHash } from "node:crypto";

const DAY_SECONDS = 24 * 60 * 60;

/** How long a session lives without being used, in seconds: 30 days. */
export const SESSION_SECONDS = 30 * DAY_SECONDS;

/** How long one on a shared computer lives at most, in seconds: a day at school. */
export const SHARED_SECONDS = 12 * 60 * 60;

/** How long a device is known, in seconds: browsers keep nothing longer (RFC 6265bis, 5.5). */
export const DEVICE_SECONDS = 400 * DAY_SECONDS;

const SHARED = "~";
const TOKEN = /^~?[A-Za-z0-9_-]{43}$/;

/**
 * A new secret: 256 random bits in base64url. That of a session on a shared computer begins with a
 * mark, so that it is never given a longer term; without the mark it is another token.
 */
export function newToken({ shared = false }: { shared?: boolean } = {}): string {
  const secret = crypto.getRandomValues(new Uint8Array(32)).toBase64({
    alphabet: "base64url",
    omitPadding: true,
  });
  return shared ? SHARED + secret : secret;
}

/** Whether this could be a token at all. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Whether it is that of a session on a shared computer. */
export function isShared(token: string): boolean {
  return token.startsWith(SHARED);
}

/** What the store keeps of a token: its SHA-256. A stolen database opens no session. */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}
