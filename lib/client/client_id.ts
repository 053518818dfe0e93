/**
 * A new client id: 128 random bits as 32 lower-case hex digits. By `getRandomValues`, since
 * `randomUUID` is missing where a page comes over plain HTTP from a LAN address.
 */
export function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
