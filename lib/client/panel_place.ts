/** What the panel beside a conversation can show, as the address names it. */
export const PANEL_VIEWS = [
  "sala",
  "pessoas",
  "arquivos",
  "busca",
  "fixadas",
  "respostas",
] as const;

/** One of these. */
export type PanelView = typeof PANEL_VIEWS[number];

/** What the panel shows. */
export interface PanelPlace {
  view: PanelView;
  /** The message whose answers are shown, by its `seq`. */
  seq?: number;
  /** What is looked for. */
  words?: string;
}

const NAMES = { view: "painel", seq: "de", words: "q" } as const;

/** What the fragment of an address has the panel show: "#painel=busca&q=bolo". */
export function panelPlaceIn(hash: string): PanelPlace | undefined {
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  const view = PANEL_VIEWS.find((one) => one === asked.get(NAMES.view));
  if (view === undefined) return undefined;
  if (view === "respostas") {
    const seq = asked.get(NAMES.seq) ?? "";
    return /^[1-9]\d{0,14}$/.test(seq) ? { view, seq: Number(seq) } : undefined;
  }
  const words = view === "busca" && asked.get(NAMES.words);
  return words ? { view, words } : { view };
}

/** The fragment that has the panel show this. */
export function panelHash({ view, seq, words }: PanelPlace): string {
  const query = new URLSearchParams({
    [NAMES.view]: view,
    ...seq !== undefined && { [NAMES.seq]: String(seq) },
    ...words && { [NAMES.words]: words },
  });
  return `#${query}`;
}

/** Whether both show the same part of the room. */
export function isSameView(one: PanelPlace | undefined, other: PanelPlace): boolean {
  return one?.view === other.view && one.seq === other.seq;
}
