import type { Part } from "../catalogue.ts";
import type { panel as source } from "../pt_br/panel.ts";

/** The texts about the panel beside a conversation, in Spanish. */
export const panel: Part<typeof source> = {
  "title": "Sobre la sala",
};
