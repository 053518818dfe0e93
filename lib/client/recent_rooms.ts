const MOST = 20;
const KEY = "conexao:rooms";

/** The rooms that were gone to from this browser, by id, the latest first. */
export function recentRooms(): number[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(Number.isSafeInteger).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Remembers that a room was gone to; where the browser keeps nothing, nothing is remembered. */
export function rememberRoom(id: number): void {
  const recent = [id, ...recentRooms().filter((one) => one !== id)].slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(recent));
  } catch {
    // A full or forbidden storage costs no more than the order of the rooms.
  }
}

/** Forgets them: whoever comes to this computer next is not to learn where somebody was. */
export function forgetRooms(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // What is forbidden is not kept, either.
  }
}
