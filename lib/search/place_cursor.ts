import { Invalid } from "@/lib/chat/errors.ts";
import type { Place } from "@/lib/chat/store.ts";

const CURSOR = /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})$/;

/** A place as a cursor: what comes after it is older. */
export function cursorOf({ n, room, seq }: Place): string {
  return `${n}.${room}.${seq}`;
}

/** @throws {Invalid} if it is no such cursor */
export function placeOf(cursor: string): Place {
  const [, n, room, seq] = CURSOR.exec(cursor) ?? [];
  if (n === undefined) throw new Invalid("Cannot search: no such cursor", { field: "cursor" });
  return { n: Number(n), room: Number(room), seq: Number(seq) };
}

/** Whether a place comes after another in the order of results: it is older. */
export function isAfter(a: Place, b: Place): boolean {
  return (a.n - b.n || a.room - b.room || a.seq - b.seq) < 0;
}
