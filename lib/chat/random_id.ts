/** A client id for what the server does in somebody's name: 128 random bits, as 32 hex digits. */
export function randomId(): string {
  return crypto.getRandomValues(new Uint8Array(16)).toHex();
}
