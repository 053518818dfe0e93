import type { ComponentChildren } from "preact";
import { asset, Head } from "fresh/runtime";
import { LanguageSwitch } from "@/components/rail/LanguageSwitch.tsx";
import { Logo } from "@/components/ui/Knot.tsx";
import PageLife from "@/islands/PageLife.tsx";
import { ThemeSwitch } from "@/islands/Corner.tsx";
import type { PageSpeech } from "@/lib/i18n/speech_for.ts";
import type { State } from "@/utils.ts";

interface SmallPageProps {
  title: string;
  speech: PageSpeech;
  /** The page's own address, where it can be asked for again. */
  url: URL;
  /** Whoever is signed in has their language in their settings. */
  state: Pick<State, "session">;
  /** The page looks again by itself, after so many seconds. */
  refresh?: number;
  children: ComponentChildren;
}

/** A page without the list of rooms: for those who are not in yet, or have one thing to settle. */
export function SmallPage({ title, speech, url, state, refresh, children }: SmallPageProps) {
  return (
    <div class="alone">
      <Head>
        <title>{`${title} · ConexaoChat`}</title>
        <link key="pages" rel="stylesheet" href={asset("/styles/pages.css")} />
        {refresh !== undefined && <meta http-equiv="refresh" content={String(refresh)} />}
      </Head>
      <header>
        <Logo />
        <ThemeSwitch label={speech.page.say("theme.toggle")} />
      </header>
      {children}
      <PageLife now={Date.now()} text={speech.page.say("busy")} />
      {!state.session && (
        <footer>
          <LanguageSwitch
            label={speech.page.say("language")}
            locale={speech.page.locale}
            back={url.pathname}
          />
        </footer>
      )}
    </div>
  );
}
