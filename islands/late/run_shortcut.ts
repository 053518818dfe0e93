import type { LiveRail } from "@/lib/client/live_rail.ts";
import { PAGE_KEYS } from "@/lib/client/key_tables.ts";
import { stepRegion } from "@/lib/client/regions.ts";
import { roomBeside } from "@/lib/client/room_steps.ts";
import type { PageChord } from "@/lib/client/shortcuts.ts";
import type { Locale } from "@/lib/i18n/locale.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { keyWords } from "./key_words.ts";

/** What keys work on, on every page. */
export interface ShortcutPlace {
  live: LiveRail;
  /** The room that is open. */
  current: number | undefined;
  speech: Speech<"rail">;
}

/** Has what opens by keys here before it is asked for: one types on at once. */
export async function prepareShortcuts(locale: Locale): Promise<void> {
  await Promise.all([keyWords(locale), import("./Switcher.tsx")]);
}

/** Does what keys ask for. */
export async function runShortcut(chord: PageChord, place: ShortcutPlace): Promise<void> {
  const deed = PAGE_KEYS[chord];
  switch (deed) {
    case "switch":
      return (await import("./Switcher.tsx")).openSwitcher(place);
    case "help":
      return (await import("./KeySheet.tsx")).openKeySheet(place.speech.locale);
    case "search":
      return toSearch();
    case "nextRegion":
    case "previousRegion":
      return stepRegion(deed === "nextRegion" ? 1 : -1);
    default:
      return toRoom(deed, place);
  }
}

/** To the search that the page offers: the room's own, or that of all rooms. */
function toSearch(): void {
  const link = document.querySelector<HTMLAnchorElement>("a[rel=search]");
  if (link?.dataset.chord === undefined) link?.click();
  else location.assign(link.href);
}

function toRoom(
  deed: "previous" | "next" | "previousUnread" | "nextUnread",
  { live, current }: ShortcutPlace,
): void {
  const room = roomBeside(live.rooms.value, {
    current,
    by: deed.startsWith("next") ? 1 : -1,
    news: deed.endsWith("Unread"),
  });
  if (room) location.assign(`/r/${room.slug}`);
}
