import { type DraftStorage, draftStorage, gone, PREFIX } from "./drafts.ts";

/** Forgets all that a person has begun to write, and keeps nothing more of theirs on this page. */
export function clearDrafts(
  user: number,
  storage: DraftStorage | undefined = draftStorage(),
): void {
  gone.add(user);
  try {
    const count = storage?.length ?? 0;
    const keys = Array.from({ length: count }, (_, index) => storage?.key(index) ?? "");
    for (const key of keys) if (key.startsWith(`${PREFIX}${user}:`)) storage?.removeItem(key);
  } catch {
    // A browser that takes its storage away has cleared it.
  }
}
