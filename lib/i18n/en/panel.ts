import type { Part } from "../catalogue.ts";
import type { panel as source } from "../pt_br/panel.ts";

/** The texts about the panel beside a conversation, in English. */
export const panel: Part<typeof source> = {
  "title": "About the room",
  "title.direct": "About the conversation",
  "parts": "Parts of the panel",
  "topic": "Topic",
  "topic.none": "No topic yet.",
  "here.none": "Nobody is here right now.",
  "here.unknown": "Without a connection there is no telling who is here.",
  "people.all": { one: "See who takes part", other: "See all {n} people" },
  "people.care": "Invite and manage people",
  "people.talk": "Talk to {name}",
  "pins": "Pinned",
  "pins.all": "See what is pinned",
  "pictures": "Pictures",
  "pictures.all": "See all pictures",
  "files.all": "See the files",
  "ways": "More about this room",
  "ways.direct": "More about this conversation",
  "export": "Export the conversation",
  "more": "Show more",
  "more.failed": "Could not load the rest.",
  "search.idle": "Type part of a word. Matches appear as you type.",
  "search.keys": "↑ and ↓ go through the results, Enter shows one in the conversation",
  "offline": "No connection. This appears as soon as it is back.",
  "hit.gone": "Could not show this message in the conversation.",
};
