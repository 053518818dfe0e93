import type { PageChord, RoomChord } from "./shortcuts.ts";

/** What keys do on every page. */
export const PAGE_KEYS = {
  "Ctrl+K": "switch",
  "Alt+ArrowUp": "previous",
  "Alt+ArrowDown": "next",
  "Alt+Shift+ArrowUp": "previousUnread",
  "Alt+Shift+ArrowDown": "nextUnread",
  "Ctrl+Shift+F": "search",
  "Ctrl+F6": "nextRegion",
  "Ctrl+Shift+F6": "previousRegion",
  "Ctrl+/": "help",
  "?": "help",
} as const satisfies Readonly<Record<PageChord, string>>;

/** What keys do besides where a room is open. */
export const ROOM_KEYS = {
  "Ctrl+U": "upload",
  "Escape": "end",
  "Shift+PageUp": "news",
  "Ctrl+Home": "first",
  "Ctrl+End": "last",
  "PageUp": "pageUp",
  "PageDown": "pageDown",
} as const satisfies Readonly<Record<RoomChord, string>>;

/** What keys do with the message that has the focus, or with that line of the log. */
export const MESSAGE_KEYS = {
  "ArrowUp": "up",
  "K": "up",
  "ArrowDown": "down",
  "J": "down",
  "Home": "oldest",
  "End": "newest",
  "R": "reply",
  "E": "edit",
  "T": "thread",
  "+": "react",
  "Delete": "delete",
  "Enter": "menu",
  "ContextMenu": "menu",
  "Shift+F10": "menu",
} as const;

/** What keys do in the field in which a message is written, beside those that send it. */
export const WRITING_KEYS = {
  "ArrowUp": "editLast",
  "Escape": "leave",
  "PageUp": "pageUp",
  "PageDown": "pageDown",
} as const;

/** What the keys do that send, as `LateComposer` has it: Enter by itself as the person wishes. */
export const SENDING_KEYS = {
  "Enter": "send",
  "Ctrl+Enter": "sendNow",
  "Shift+Enter": "line",
} as const;
