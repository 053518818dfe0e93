import { useEffect, useRef } from "preact/hooks";
import { PanelWait } from "@/components/panel/PanelWait.tsx";
import { foundCount } from "@/components/search/found_count.ts";
import { searchComplaint } from "@/components/search/search_complaint.ts";
import { SearchHelp } from "@/components/search/SearchHelp.tsx";
import { SearchHits } from "@/components/search/SearchHits.tsx";
import { Complaint } from "@/components/ui/Field.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { DeedError } from "@/lib/client/deed_requests.ts";
import { More } from "./More.tsx";
import { PartHead } from "./PartHead.tsx";
import type { PartProps } from "./panel_parts.ts";

/** By which key one goes how far from hit to hit. */
const STEPS: Readonly<Record<string, number>> = {
  ...{ ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity },
};

/** A search in this room, while it is being typed. */
export function PanelSearch(props: PartProps) {
  const { way, place, desk: { search }, words: { search: texts } } = props;
  const part = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What the address asks for; what was looked for before is there still.
    if (place.words && place.words !== search.asked) {
      search.type(place.words);
      search.submit();
    }
  }, [place.words]);
  const { words } = search;
  useEffect(() => {
    const wanted = words.value.trim();
    if (search.asked === wanted && wanted !== (place.words ?? "")) {
      way.open(wanted === "" ? { view: "busca" } : { view: "busca", words: wanted });
    }
  }, [search.list.state.value]);
  return (
    <>
      <PartHead {...props} title={texts.say("here")} />
      <div
        class="scroll part"
        tabIndex={0}
        role="group"
        aria-label={texts.say("here")}
        ref={part}
        onKeyDown={(event) => {
          const by = STEPS[event.key];
          if (by !== undefined && part.current) step(event, { part: part.current, by });
        }}
      >
        <search>
          <form
            class="row-form"
            onSubmit={(event) => {
              event.preventDefault();
              search.submit();
            }}
          >
            <div class="in">
              <Icon name="search" />
              <input
                type="search"
                dir="auto"
                value={words.value}
                aria-label={texts.say("label")}
                placeholder={texts.say("label")}
                autocomplete="off"
                enterkeyhint="search"
                onInput={({ currentTarget: { value } }) => search.type(value)}
              />
            </div>
          </form>
        </search>
        <Found {...props} />
        <SearchHelp open={words.value.trim() === ""} texts={texts} />
      </div>
    </>
  );
}

function Found(props: PartProps) {
  const { talk, desk: { search }, words: { panel, search: texts }, speech } = props;
  const { list } = search;
  const [state, page, rows] = [list.state.value, list.page.value, list.rows.value];
  const room = talk.life.room.value;
  if (state === "idle") return <p class="faint">{panel.say("search.idle")}</p>;
  if (state === "failed" || !page) {
    const { value: error } = list.error;
    if (state === "failed" && error instanceof DeedError && error.code !== undefined) {
      const refusal = { code: error.code, ...error.detail };
      return <Complaint text={searchComplaint(refusal, { words: search.asked, texts })} />;
    }
    return (
      <PanelWait
        {...{ speech, panel }}
        state={state === "failed" ? "failed" : "busy"}
        cutOff={talk.feed.cutOff.value}
        shape="messages"
        again={() => search.submit()}
      />
    );
  }
  return (
    <div aria-busy={state === "busy"}>
      <div class="found">
        <p role="status">{foundCount({ ...page, hits: rows }, { texts })}</p>
      </div>
      {rows.length === 0 && !page.partial && <p class="faint">{texts.say("none.lead")}</p>}
      {rows.length > 0 && <p class="faint keys">{panel.say("search.keys")}</p>}
      <SearchHits
        hits={rows}
        rooms={new Map([[room.id, room]])}
        me={talk.life.me.value.id}
        ofRoom
        byDay
        now={talk.today.value}
        texts={texts}
      />
      {page.partial && <p class="warned">{texts.say("partial")}</p>}
      <More {...{ list, speech, panel }} />
    </div>
  );
}

/** From the field to the hits, from hit to hit, and back; in the field the keys go on as they do. */
function step(event: KeyboardEvent, { part, by }: { part: HTMLElement; by: number }): void {
  const field = part.querySelector("input");
  const hits = [...part.querySelectorAll<HTMLElement>(".hit > a")];
  const at = hits.findIndex((hit) => hit === document.activeElement);
  if (at < 0 && event.key !== "ArrowDown" || hits.length === 0) return;
  event.preventDefault();
  if (at + by === -1) return field?.focus();
  hits[Math.min(hits.length - 1, Math.max(0, at + by))]?.focus();
}
