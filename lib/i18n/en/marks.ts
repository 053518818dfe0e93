import type { Catalogue } from "../catalogue.ts";

/** The texts about what people keep, and where they were called, in English. */
export const marks: Catalogue["marks"] = {
  "saved": "Saved",
  "mentions": "Mentions",
  "saved.lead": "What you have saved, for you alone.",
  "mentions.lead": "Where people called you by name, or the whole room.",
  "saved.none": "Nothing saved yet",
  "saved.none.lead": "Choose “Save” in the menu of a message: it stays here, and only you see it.",
  "mentions.none": "Nobody has called you yet",
  "mentions.none.lead": "When somebody writes @{name}, the message appears here.",
  "saved.remove": "Remove from here",
  "older": "See older ones",
  "first": "Back to the first",
};
