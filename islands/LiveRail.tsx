import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { roomName } from "@/components/rail/named.ts";
import { Rail, type RailProps } from "@/components/rail/Rail.tsx";
import { Told } from "@/components/ui/Told.tsx";
import { lateDrawer } from "@/lib/client/late_drawer.ts";
import { LiveRail as Live } from "@/lib/client/live_rail.ts";
import { takeNote } from "@/lib/client/note.ts";
import { isolate } from "@/lib/i18n/isolate.ts";
import { Speech, type SpeechProps } from "@/lib/i18n/speech.ts";

interface LiveRailProps extends Omit<RailProps, "speech"> {
  speech: SpeechProps<"rail">;
  /** No sound and no mark for what is new. */
  quiet: boolean;
}

/** How long a sentence from the page before stands, in milliseconds. */
const NOTE_STANDS = 10_000;
/** When what tells of news comes, and all that is not the same in every browser: nobody waits for it. */
const ABLE_AFTER = 1_500;

/** The list of rooms at the side of every page, alive: what is new, who is here. */
export default function LiveRail(props: LiveRailProps) {
  const speech = useMemo(() => new Speech<"rail">(props.speech), []);
  const live = useMemo(() => {
    const [here, away, off] = [speech.say("here"), speech.say("away"), speech.say("out")];
    const live: Live = new Live(props, {
      words: { here, away, off },
      goneFrom: (room) =>
        speech.say("room.gone", { room: isolate(roomName(room, speech.say("gone"))) }),
      run(chord) {
        const place = { live, current: props.current, speech };
        // Without a connection the code may not come: then the keys do nothing.
        import("./late/run_shortcut.ts").then((late) => late.runShortcut(chord, place))
          .catch(() => {});
      },
    });
    return live;
  }, []);
  const note = useSignal<string | undefined>(undefined);
  useEffect(() => {
    live.start();
    document.querySelector<HTMLFormElement>(".fold")?.addEventListener("submit", fold);
    lateDrawer();
    note.value = takeNote();
    const timer = setTimeout(() => note.value = undefined, NOTE_STANDS);
    const able = setTimeout(
      () => void import("./late/Able.tsx").then((able) => able.begin(live, props)).catch(() => {}),
      props.page === "settings" ? 0 : ABLE_AFTER,
    );
    return () => {
      clearTimeout(timer);
      clearTimeout(able);
      live.stop();
    };
  }, [live]);
  const elsewhere = live.elsewhere.value;
  useEffect(() => {
    const news = elsewhere > 0 ? `, ${speech.say("unread", { n: elsewhere })}` : "";
    markWay(`${speech.say("label")}${news}`, elsewhere > 0);
  }, [elsewhere]);
  const { online, away } = live.feed.presence.value;
  return (
    <>
      <Rail
        {...props}
        {...{ speech, online: [...online], away: [...away] }}
        me={live.feed.me.value}
        rooms={live.rooms.value}
        waiting={live.feed.waiting.value ?? props.waiting}
      />
      <div class={note.value === undefined ? "sr" : "toast"} role="status">
        {note.value && <Told text={note.value} />}
      </div>
    </>
  );
}

/** The ways to this list tell whether there is something new; they are the page's own. */
function markWay(label: string, news: boolean): void {
  for (const way of document.querySelectorAll(".to-rail")) {
    way.setAttribute("aria-label", label);
    // Without a script the one of a phone only leads there.
    way.ariaExpanded ??= "false";
    way.querySelector(".dot")?.toggleAttribute("hidden", !news);
  }
}

async function fold(event: SubmitEvent): Promise<void> {
  const { target } = event;
  event.preventDefault();
  const { foldRail } = await import("./late/fold_rail.ts");
  foldRail(target);
}
