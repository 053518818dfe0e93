import type { Catalogue } from "../catalogue.ts";

/** The texts of the list of rooms and people, in English. */
export const rail: Catalogue["rail"] = {
  "label": "Rooms",
  "close": "Close",
  "rooms": "Rooms",
  "direct": "Conversations",
  "browse": "See and create rooms",
  "start": "New conversation",
  "settings": "Settings",
  "host": "Moderation",
  "host.waiting": { one: "{n} waiting", other: "{n} waiting" },
  "unread": { one: "{n} unread", other: "{n} unread" },
  "mentions": { one: "{n} mention", other: "{n} mentions" },
  "private": "private",
  "announcement": "announcements",
  "quiet": "muted",
  "here": "here now",
  "away": "away",
  "out": "not here",
  "me": "you",
  "gone": "removed person",
  "room.gone": "The room {room} is not here for you any more.",
  "rooms.none": "No rooms yet",
  "direct.none": "No conversations yet",
  "devices": {
    one: "Your account was opened on another device.",
    other: "Your account was opened on {n} other devices.",
  },
  "devices.mine": "It was me",
  "devices.look": "See devices",
};
