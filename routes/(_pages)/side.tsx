import type { RailPage } from "@/components/rail/Rail.tsx";
import { RailHead } from "@/components/rail/RailHead.tsx";
import { Ways } from "@/components/rail/Ways.tsx";
import { IconLink } from "@/components/ui/Button.tsx";
import LiveRail from "@/islands/LiveRail.tsx";
import { SignOut, ThemeSwitch } from "@/islands/Corner.tsx";
import type { PageSpeech } from "@/lib/i18n/speech_for.ts";
import { textsIn } from "@/lib/i18n/texts.ts";
import type { State } from "@/utils.ts";
import type { Frame } from "./frame.ts";

interface SideProps {
  state: State;
  url: URL;
  frame: Frame;
  speech: PageSpeech;
  /** The room that is open. */
  current?: number;
  page?: RailPage;
}

/** The list of rooms and people, with the theme and the way out at its foot. */
export function Side({ state, url, frame, speech, current, page }: SideProps) {
  const { me, rooms, online, away, waiting } = frame;
  const texts = speech.page;
  const rail = speech.of("rail");
  return (
    <LiveRail
      {...{ me, rooms, online, away, waiting, current, page }}
      speech={speech.propsOf("rail")}
      quiet={state.quiet}
      head={
        <>
          <RailHead host={url.host} speech={rail} />
          <Ways
            page={page}
            first={current === undefined}
            apple={state.apple}
            search={speech.of("search")}
            marks={speech.of("marks")}
          />
        </>
      }
    >
      <IconLink
        href="/ajustes"
        icon="gear"
        label={rail.say("settings")}
        here={page === "settings"}
      />
      <ThemeSwitch label={texts.say("theme.toggle")} />
      <SignOut
        me={{ store: state.services.store.id, id: me.id, name: me.name }}
        texts={{
          label: texts.say("signout"),
          title: texts.say("signout.title"),
          lead: textsIn(state.locale).page["signout.lead"],
          stay: texts.say("signout.stay"),
          leave: texts.say("signout.leave"),
        }}
      />
    </LiveRail>
  );
}
