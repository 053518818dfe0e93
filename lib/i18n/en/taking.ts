import type { Catalogue } from "../catalogue.ts";

/** The texts about a file that is made while it is taken, in English. */
export const taking: Catalogue["taking"] = {
  "coming": "Preparing the file",
  "so.far": "{size} so far",
  "of": "{size} of {all}",
  "cancel": "Cancel",
  "close": "Close",
  "here": "Ready: {name}, {size}. It is among the browser’s downloads.",
  "broken": "The file did not come whole. Try again.",
  "left": "The file is large, and the browser takes it by itself. See its downloads.",
};
