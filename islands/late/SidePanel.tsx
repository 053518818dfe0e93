import { useEffect, useMemo } from "preact/hooks";
import { PanelDesk } from "@/lib/client/panel_desk.ts";
import { type PanelPlace, panelPlaceIn } from "@/lib/client/panel_place.ts";
import { PanelWay } from "@/lib/client/panel_way.ts";
import type { ActsProps } from "./acts.ts";
import { About } from "./About.tsx";
import { Aside } from "./Aside.tsx";
import { PanelFiles } from "./PanelFiles.tsx";
import type { PanelWords, PartProps } from "./panel_parts.ts";
import { PanelSearch } from "./PanelSearch.tsx";
import { People } from "./People.tsx";
import { Pins } from "./Pins.tsx";
import { Thread } from "./Thread.tsx";

interface SidePanelProps extends ActsProps {
  words: PanelWords;
}

/** The panel beside the conversation: one part of the room at a time. */
export function SidePanel(props: SidePanelProps) {
  const { talk, tell, words } = props;
  const way = useMemo(() => new PanelWay(), []);
  const desk = useMemo(() => new PanelDesk(talk), []);
  useEffect(() => {
    const listening = new AbortController();
    const letGo = desk.start();
    way.start(listening.signal);
    return () => {
      listening.abort();
      letGo();
    };
  }, []);
  useAsks(props, way);
  const place = way.shown.value;
  useEffect(() => markWays(place), [place]);
  if (!place) return null;
  const show = async (seq: number) => {
    if (!await talk.show(seq)) tell({ text: words.panel.say("hit.gone") });
  };
  return (
    <Aside
      {...{ way, place }}
      label={labelOf(place, props)}
      show={(seq) => way.beside(() => void show(seq))}
    >
      <Part key={`${place.view} ${place.seq}`} {...props} {...{ way, desk, place }} />
    </Aside>
  );
}

function Part(props: PartProps) {
  switch (props.place.view) {
    case "sala":
      return <About {...props} />;
    case "pessoas":
      return <People {...props} />;
    case "arquivos":
      return <PanelFiles {...props} />;
    case "busca":
      return <PanelSearch {...props} />;
    case "fixadas":
      return <Pins {...props} />;
    case "respostas":
      return <Thread {...props} seq={props.place.seq ?? 0} />;
  }
}

function labelOf({ view }: PanelPlace, { talk, words, speech }: SidePanelProps): string {
  const { panel, people, files, search } = words;
  const isDirect = talk.life.room.value.kind === "direct";
  switch (view) {
    case "sala":
      return panel.say(isDirect ? "title.direct" : "title");
    case "pessoas":
      return people.say("title");
    case "arquivos":
      return files.say("title");
    case "busca":
      return search.say("here");
    case "fixadas":
      return speech.say("pins.title");
    case "respostas":
      return speech.say("thread.label");
  }
}

/** Opens what is asked for by a link of the page, or at a message. */
function useAsks({ talk }: SidePanelProps, way: PanelWay): void {
  const { value: asked } = talk.panel;
  useEffect(() => {
    const view = asked?.by?.dataset.panel;
    const place = view && panelPlaceIn(`#painel=${view}`);
    if (!place) return;
    // The panel's own ways only lead on.
    if (asked.by?.closest(".panel")) way.open(place);
    else way.toggle(place, () => document.querySelector(`.conv [data-panel="${view}"]`));
  }, [asked]);
  const { value: opened } = talk.opened;
  useEffect(() => {
    if (opened?.what !== "thread" && opened?.what !== "pins") return;
    const { row, message: { seq } } = opened;
    const back = () =>
      row.isConnected
        ? row
        : document.querySelector<HTMLElement>(`.talk article[data-seq="${seq}"]`);
    way.open(opened.what === "pins" ? { view: "fixadas" } : { view: "respostas", seq }, back);
  }, [opened]);
}

/** The ways to the panel in the room's head tell which of its parts is open. */
function markWays(place: PanelPlace | undefined): void {
  for (const link of document.querySelectorAll<HTMLElement>(".conv > .top [data-panel]")) {
    link.ariaExpanded = String(link.dataset.panel === place?.view);
  }
}
