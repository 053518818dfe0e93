import type { Room } from "@/lib/chat/model.ts";

/**
 * What is a person's own in their rooms, their role and what they want to hear of, where it is not
 * what everybody has: a short text, mostly an empty one, since each socket keeps it.
 */
export function standingsOf(rooms: readonly Room[]): string {
  return rooms.map(standingOf).filter((one) => one !== "").join(" ");
}

/** Those of a person's rooms in which that is not what it was. */
export function movedStandings(before: string, rooms: readonly Room[]): Room[] {
  const earlier = new Set(before.split(" "));
  const rest = new Set(before.split(" ").map((one) => one.split(":")[0]));
  return rooms.filter((room) => {
    if (!room.joined) return false;
    const now = standingOf(room);
    return now === "" ? rest.has(`${room.id}`) : !earlier.has(now);
  });
}

function standingOf({ id, joined, role = "member", notify = "all" }: Room): string {
  if (!joined || (role === "member" && notify === "all")) return "";
  return `${id}:${role}:${notify}`;
}
