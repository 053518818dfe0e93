import { roomName } from "@/components/rail/named.ts";
import { Icon, type IconName } from "@/components/ui/Icon.tsx";
import { tip } from "@/components/ui/tip.ts";
import { PanelHead } from "@/components/ui/PanelHead.tsx";
import type { PanelView } from "@/lib/client/panel_place.ts";
import type { PartProps } from "./panel_parts.ts";

interface PartHeadProps extends PartProps {
  title: string;
  /** How much there is of it. */
  count?: string | undefined;
}

/** The head of a part of the panel, and the ways to the others. */
export function PartHead({ talk, way, place, words, speech, title, count }: PartHeadProps) {
  const room = talk.life.room.value;
  const name = roomName(room, speech.say("person.gone"));
  return (
    <>
      <PanelHead
        {...{ title, speech }}
        about={count === undefined ? name : `${name} · ${count}`}
        alone={way.stand.value === "alone"}
        leave={() => way.leave()}
      />
      <nav class="parts" aria-label={words.panel.say("parts")}>
        {partsOf(`/r/${room.slug}`, words).map(({ view, href, icon, label }) => (
          <a
            key={view}
            class="ib"
            href={href}
            data-panel={view}
            {...tip(label)}
            aria-current={view === place.view ? "true" : "false"}
          >
            <Icon name={icon} />
          </a>
        ))}
      </nav>
    </>
  );
}

interface Part {
  view: PanelView;
  /** The page with the same. */
  href: string;
  icon: IconName;
  label: string;
}

function partsOf(there: string, { panel, people, files, search }: PartProps["words"]): Part[] {
  return [
    { view: "sala", href: `${there}/ajustes`, icon: "info", label: panel.say("title") },
    {
      view: "busca",
      href: `/busca?em=${there.slice("/r/".length)}`,
      icon: "search",
      label: search.say("here"),
    },
    { view: "fixadas", href: `${there}/fixadas`, icon: "pin", label: panel.say("pins") },
    { view: "arquivos", href: `${there}/arquivos`, icon: "folder", label: files.say("title") },
    { view: "pessoas", href: `${there}/pessoas`, icon: "users", label: people.say("title") },
  ];
}
