import type { Speech } from "@/lib/i18n/speech.ts";

/** What the parts of the guide are said with. */
export interface Words {
  chat: Speech<"chat">;
  page: Speech<"page">;
  people: Speech<"people">;
  rail: Speech<"rail">;
}

/** What a part of the guide is given: it is shown twice, and ids are its own in each. */
export interface PartProps {
  theme: "light" | "dark";
  words: Words;
}
