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

/** The list of rooms at the side of every page, alive: what is new, who is here. */
export default function LiveRail(props: LiveRailProps) {
  const speech = useMemo(() => new Speech<"rail">(props.speech), []);
  const live = useMemo(() => {
    const [here, away, off] = [speech.say("here"), speech.say("away"), speech.say("out")];
    return new Live(props, {
      words: { here, away, off },
      goneFrom: (room) =>
        speech.say("room.gone", { room: isolate(roomName(room, speech.say("gone"))) }),
    });
  }, []);
  const note = useSignal<string | undefined>(undefined);
  useEffect(() => {
    live.start();
    lateDrawer();
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
      <div class={note.value === undefined ? "sr" : "toast"} role="status">
        {note.value && <Told text={note.value} />}
      </div>
    </>
  );
}

/** On a phone the way to this list tells whether there is something new; it is the page's own. */
function markWay(label: string, news: boolean): void {
  const link = document.querySelector('.top > a[href="#salas"]');
  link?.setAttribute("aria-label", label);
  // Without a script it only leads there.
  if (link) link.ariaExpanded ??= "false";
  link?.querySelector(".dot")?.toggleAttribute("hidden", !news);
}
