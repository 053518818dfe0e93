/** Whether a path is asked by programs, who want JSON; pages are for people. */
export function isForPrograms(path: string): boolean {
  return path.startsWith("/api/") || path === "/ws" || path === "/readyz" || isTus(path);
}

/** Whether a path belongs to the tus protocol. */
export function isTus(path: string): boolean {
  return path === "/tus" || path.startsWith("/tus/");
}
