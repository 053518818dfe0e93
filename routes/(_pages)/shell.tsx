import type { ComponentChildren } from "preact";
import { asset, Head } from "fresh/runtime";
import { DeviceNotice } from "@/components/rail/DeviceNotice.tsx";
import { IconLink } from "@/components/ui/Button.tsx";
import { Flash } from "@/components/ui/Flash.tsx";
import type { RailPage } from "@/components/rail/Rail.tsx";
import { ToRail } from "@/components/rail/ToRail.tsx";
import PageLife from "@/islands/PageLife.tsx";
import type { PageSpeech } from "@/lib/i18n/speech_for.ts";
import type { State } from "@/utils.ts";
import type { FlashData } from "./flash.ts";
import { type Frame, unreadElsewhere } from "./frame.ts";
import { Side } from "./side.tsx";

interface ShellProps {
  state: State;
  url: URL;
  frame: Frame;
  speech: PageSpeech;
  /** What the page is called, at its head and in the browser's tab. */
  title: string;
  /** What it belongs to. */
  sub?: ComponentChildren;
  /** The page that this one was come to from. */
  back?: { href: string; label: string };
  page?: RailPage;
  current?: number;
  flash?: FlashData | undefined;
  children: ComponentChildren;
}

/** A page beside the list of rooms. */
export function Shell(props: ShellProps) {
  const { state, url, frame, speech, title, sub, back, flash, children } = props;
  const rail = speech.of("rail");
  const { page, current } = props;
  const here = { ...page ? { page } : {}, ...current === undefined ? {} : { current } };
  return (
    <div class="app" data-rail={state.folded ? "closed" : "open"}>
      <Head>
        <title>{`${title} · ConexaoChat`}</title>
        <link key="pages" rel="stylesheet" href={asset("/styles/pages.css")} />
      </Head>
      <Side {...{ state, url, frame, speech, ...here }} />
      <main class="conv" id="conversa">
        <header class="top">
          <ToRail
            elsewhere={unreadElsewhere(frame, current)}
            folded={state.folded}
            here={url.pathname + url.search}
            speech={rail}
          />
          {back && <IconLink icon="back" {...back} />}
          <div>
            <h1>
              <span class="clip">{title}</span>
            </h1>
            {sub && <p>{sub}</p>}
          </div>
        </header>
        {frame.newDevices > 0 && page !== "settings" && (
          <DeviceNotice n={frame.newDevices} speech={rail} />
        )}
        {flash && <Flash {...flash} />}
        <div class="scroll">{children}</div>
        <PageLife now={Date.now()} text={speech.page.say("busy")} />
      </main>
    </div>
  );
}
