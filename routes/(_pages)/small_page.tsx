import type { ComponentChildren } from "preact";
import { asset, Head } from "fresh/runtime";
import { Logo } from "@/components/ui/Knot.tsx";
import ThemeSwitch from "@/islands/ThemeSwitch.tsx";
import type { PageSpeech } from "@/lib/i18n/speech_for.ts";

interface SmallPageProps {
  title: string;
  speech: PageSpeech;
  /** The page looks again by itself, after so many seconds. */
  refresh?: number;
  children: ComponentChildren;
}

/** A page without the list of rooms: for those who are not in yet, or have one thing to settle. */
export function SmallPage({ title, speech, refresh, children }: SmallPageProps) {
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
    </div>
  );
}
