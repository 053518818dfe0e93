import { asset } from "fresh/runtime";
import type { PanelDesk } from "@/lib/client/panel_desk.ts";
import type { PanelPlace } from "@/lib/client/panel_place.ts";
import type { PanelWay } from "@/lib/client/panel_way.ts";
import { lateSheet } from "@/lib/client/late_sheet.ts";
import { type LateSection, lateTexts } from "@/lib/i18n/late_texts.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import type { ActsProps } from "./acts.ts";

/** What the parts of the panel are said with. */
export interface PanelWords {
  panel: Speech<"panel">;
  people: Speech<"people">;
  rooms: Speech<"rooms">;
  files: Speech<"files">;
  search: Speech<"search">;
}

/** What each part of the panel works with. */
export interface PartProps extends ActsProps {
  way: PanelWay;
  desk: PanelDesk;
  place: PanelPlace;
  words: PanelWords;
}

const SHEETS = ["panel", "search", "files"] as const;

/** What all parts need to be looked at: texts in the language of `speech`, and the sheets. */
export async function loadPanelWords({ locale, dates }: Speech<"chat">): Promise<PanelWords> {
  async function of<In extends LateSection>(section: In): Promise<Speech<In>> {
    const texts = await lateTexts(section, locale);
    return new Speech<In>({ locale, zone: dates.zone, texts });
  }
  const [panel, people, rooms, files, search] = await Promise.all([
    of("panel"),
    of("people"),
    of("rooms"),
    of("files"),
    of("search"),
    ...SHEETS.map((name) => lateSheet(asset(`/styles/${name}.css`))),
  ]);
  return { panel, people, rooms, files, search };
}
