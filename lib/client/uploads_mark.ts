const PREFIX = "conexao:files:";

/** Notes that files of a person are kept here, or no more: a page that finds none loads no code. */
export function markUploads(user: number, on: boolean): void {
  try {
    if (on) localStorage.setItem(PREFIX + user, "1");
    else localStorage.removeItem(PREFIX + user);
  } catch {
    // Storage may be off or full: what is kept is found with the next file that is chosen.
  }
}

/** Whether files of a person may be kept here. */
export function hasUploads(user: number): boolean {
  try {
    return localStorage.getItem(PREFIX + user) !== null;
  } catch {
    return false;
  }
}
