/** A client id of its own. */
export function newId(): string {
  return crypto.randomUUID().replaceAll("-", "");
}
