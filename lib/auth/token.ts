import { createHash } from "node:crypto";

/** How long a session lives without being used, in seconds: 30 days. */
export const SESSION_SECONDS = 30 * 24 * 60 * 60;

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** A new secret: 256 random bits in base64url. */
export function newToken(): string {
  return crypto.getRandomValues(new Uint8Array(32)).toBase64({
    alphabet: "base64url",
    omitPadding: true,
  });
}

/** Whether this could be a token at all. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** What the store keeps of a token: its SHA-256. A stolen database opens no session. */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}
