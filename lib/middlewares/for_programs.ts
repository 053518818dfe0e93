/**
 * Whether a request is a program's, which wants JSON; pages are for people. Who follows a link to a
 * file wants to read why it is not there; a picture's place does not.
 */
export function isForPrograms(path: string, headers: Headers): boolean {
  if (path.startsWith("/api/") || path === "/ws" || path === "/readyz" || isTus(path)) return true;
  return path.startsWith("/f/") && !(headers.get("accept") ?? "").includes("text/html");
}

/** Whether a path belongs to the tus protocol. */
export function isTus(path: string): boolean {
  return path === "/tus" || path.startsWith("/tus/");
}
