import type { Catalogue } from "./catalogue.ts";
import { able } from "./en/able.ts";
import { chat } from "./en/chat.ts";
import { compose } from "./en/compose.ts";
import { door } from "./en/door.ts";
import { exporting } from "./en/exporting.ts";
import { files } from "./en/files.ts";
import { host } from "./en/host.ts";
import { keys } from "./en/keys.ts";
import { marks } from "./en/marks.ts";
import { menu } from "./en/menu.ts";
import { panel } from "./en/panel.ts";
import { people } from "./en/people.ts";
import { rail } from "./en/rail.ts";
import { rooms } from "./en/rooms.ts";
import { search } from "./en/search.ts";
import { settings } from "./en/settings.ts";
import { taking } from "./en/taking.ts";

/** The texts in English. */
export const en: Catalogue = {
  page: {
    "join.title": "Join",
    "join.heading": "Join the conversation",
    "join.lead": "People on this network talk here. Nothing goes out to the Internet.",
    "join.label": "What is your name?",
    "join.submit": "Join",
    "join.you": "you",
    "join.taken": "Somebody has that name already, or one very much like it. Pick another.",
    "join.unfit": "Use 1 to 40 letters, digits or emoji, and no invisible characters.",
    "join.later": "Could not let you in just now. Try again in a moment.",
    "busy": "One moment…",
    "language": "Language",
    "theme.toggle": "Switch between light and dark",
    "skip": "Skip to the conversation",
    "room.day": "Go to a date",
    "room.day.go": "Go",
    "room.refresh": "Refresh",
    "room.join": "Join this room",
    "room.join.lead": "You are not in this room yet.",
    "room.excluded":
      "You were removed from this room. To come back, ask those who look after it for an invitation.",
    "refused.invalid": "Something that was filled in will not do. Check it and try again.",
    "refused.unauthenticated": "You are signed out. Sign in again.",
    "refused.forbidden": "You cannot do this.",
    "refused.not_found": "This is no longer here.",
    "refused.conflict": "This changed while you looked. See how it is and try again.",
    "refused.rate_limited": "That was a lot in a short time. Wait a few seconds.",
    "refused.too_large": "It is too large.",
    "refused.unavailable": "The host did not answer. Try again.",
    "refused.internal": "Something went wrong at the host.",
    "signout": "Sign out",
    "signout.title": "Sign out and lose what was not sent?",
    "signout.lead": {
      one: "{n} message kept on this device has not been sent yet.",
      other: "{n} messages kept on this device have not been sent yet.",
    },
    "signout.stay": "Stay",
    "signout.leave": "Sign out anyway",
    "error.home": "See the rooms here",
    "error.retry": "Try again",
    "error.enter": "Go to the door",
    "error.401.title": "You are not signed in",
    "error.401.lead": "Sign in again to see this page.",
    "error.409.title": "This changed while you looked",
    "error.409.lead": "Go back, see how it is now, and try again.",
    "error.413.title": "This is too large",
    "error.413.lead": "The host does not take so much at once. Go back and send less.",
    "error.422.title": "Something that was filled in will not do",
    "error.422.lead": "Go back, check it and try again.",
    "error.404.title": "This page is not on this network",
    "error.404.lead": "It may have been closed, or the invitation was for another computer.",
    "error.403.title": "This is not for you",
    "error.403.lead": "Go back to the rooms, and sign in again if need be.",
    "error.429.title": "A little slower, please",
    "error.429.lead": "That was a lot in a short time. Wait a few seconds.",
    "error.503.title": "The chat is away",
    "error.503.lead":
      "The host cannot reach where messages are kept. It usually comes back by itself.",
    "error.500.title": "Something went wrong here",
    "error.500.lead": "The fault is on this side, and the host has a note of it.",
    "error.other.title": "This page could not be opened",
    "error.other.lead": "The request made no sense to the host.",
  },
  chat: { ...chat, ...menu, ...compose },
  rail,
  door,
  people,
  rooms,
  settings,
  host,
  marks,
  files,
  search,
  export: exporting,
  taking,
  able,
  keys,
  panel,
};
