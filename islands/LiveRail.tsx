import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { roomName } from "@/components/rail/named.ts";
import { Rail, type RailProps } from "@/components/rail/Rail.tsx";
import { LiveRail as Live } from "@/lib/client/live_rail.ts";
import { takeNote } from "@/lib/client/note.ts";
import { Speech, type SpeechProps } from "@/lib/i18n/speech.ts";

interface LiveRailProps extends Omit<RailProps, "speech"> {
  speech: SpeechProps<"rail">;
  /** No sound and no mark for what is new. */
  quiet: boolean;
}

/** How long a sentence from the page before stands, in milliseconds. */
const NOTE_STANDS = 10_000;

/** The list of rooms at the side of every page, alive: what is new, who is here. */
export default function LiveRail(props: LiveRailProps) {
  const speech = useMemo(() => new Speech<"rail">(props.speech), []);
  const live = useMemo(() => {
    const [here, away, off] = [speech.say("here"), speech.say("away"), speech.say("out")];
    const live: Live = new Live(props, {
      words: { here, away, off },
      goneFrom: (room) => speech.say("room.gone", { room: roomName(room, speech.say("gone")) }),
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
    note.value = takeNote();
    const timer = setTimeout(() => note.value = undefined, NOTE_STANDS);
    return () => {
      clearTimeout(timer);
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
      <div class={note.value === undefined ? "sr" : "toast"} role="status">{note.value}</div>
    </>
  );
}

/** On a phone the way to this list tells whether there is something new; it is the page's own. */
function markWay(label: string, news: boolean): void {
  const link = document.querySelector('.top > a[href="#salas"]');
  link?.setAttribute("aria-label", label);
  link?.querySelector(".dot")?.toggleAttribute("hidden", !news);
}
