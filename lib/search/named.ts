import { foldName } from "@/lib/chat/name.ts";
import type { Room, User } from "@/lib/chat/model.ts";
import type { PeopleStore } from "@/lib/chat/store.ts";
import { foldText } from "./fold_text.ts";

/** How people call themselves in a search, folded. */
const ONESELF = new Set(["eu", "mim", "me", "yo", "mi"]);
/** People who are looked at for a name; a name that fits more is no name. */
const MOST = 50;

/**
 * Whom somebody means, of the people whom they share a room with: who has this name, or else the only
 * one whose name begins with it.
 */
export async function personNamed(
  name: string,
  { me, people }: { me: User; people: Pick<PeopleStore, "acquaintances"> },
): Promise<User | undefined> {
  const key = foldName(name);
  const found = await people.acquaintances(me.id, { limit: MOST, like: key });
  const known = [me, ...found];
  const exact = known.find((person) => foldName(person.name) === key);
  if (exact !== undefined || ONESELF.has(foldText(name))) return exact ?? me;
  return only(known, (person) => foldText(person.name).startsWith(foldText(name)));
}

/** Which of these rooms somebody means: by its address or its name, or the only one that begins so. */
export function roomNamed(name: string, rooms: readonly Room[]): Room | undefined {
  const folded = foldText(name.replace(/^#/, ""));
  return rooms.find(({ slug }) => slug === folded) ??
    rooms.find((room) => foldText(nameOf(room)) === folded) ??
    only(rooms, (room) => foldText(nameOf(room)).startsWith(folded));
}

/** A direct room goes by the names of the others. */
function nameOf({ kind, name, with: others = [] }: Room): string {
  return kind === "direct" ? others.map((other) => other.name).join(", ") : name;
}

function only<T>(all: readonly T[], fits: (one: T) => boolean): T | undefined {
  const fitting = all.filter(fits);
  return fitting.length === 1 ? fitting[0] : undefined;
}
