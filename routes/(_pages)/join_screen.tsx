import { asset, Head } from "fresh/runtime";
import { Icon } from "@/components/ui/Icon.tsx";
import { type JoinComplaint, JoinFields } from "@/components/join/JoinFields.tsx";
import { LanguageSwitch } from "@/components/rail/LanguageSwitch.tsx";
import { Logo, Table } from "@/components/ui/Knot.tsx";
import { WhoIsHere } from "@/components/join/WhoIsHere.tsx";
import PageLife from "@/islands/PageLife.tsx";
import { ThemeSwitch } from "@/islands/Corner.tsx";
import type { DoorView } from "@/lib/auth/door.ts";
import type { PageSpeech } from "@/lib/i18n/speech_for.ts";

/** What the first screen shows. */
export interface JoinData {
  view: DoorView;
  /** What was typed, or an invitation brought. */
  name: string;
  code: string;
  shared: boolean;
  invited: boolean;
  /** It was a password that was not taken. */
  withPassword: boolean;
  complaint: JoinComplaint | undefined;
}

/** The first screen: a name, and in. */
export function JoinScreen({ data, speech, host, path }: {
  data: JoinData;
  speech: PageSpeech;
  host: string;
  /** The page's own. */
  path: string;
}) {
  const { page } = speech;
  const door = speech.of("door");
  const { view, name, code, shared, invited, withPassword, complaint } = data;
  return (
    <div class="join">
      <Head>
        <title>{`${page.say("join.title")} · ConexaoChat`}</title>
        <link key="pages" rel="stylesheet" href={asset("/styles/pages.css")} />
      </Head>
      <header>
        <Logo />
        <ThemeSwitch label={page.say("theme.toggle")} />
      </header>
      <main id="conversa">
        <div class="ask">
          <div>
            <h1>{page.say("join.heading")}</h1>
            <p>{page.say("join.lead")}</p>
          </div>
          <form method="post" action="/">
            <JoinFields
              {...{ page, door, name, shared, invited, withPassword, complaint }}
              code={view.code ? code : undefined}
            />
          </form>
          <WhoIsHere n={view.online} people={view.people} door={door} />
        </div>
        <Table seat={page.say("join.you")} />
      </main>
      <footer>
        <span class="line">
          <Icon name="wifi" small />
          {host}
        </span>
        <LanguageSwitch label={page.say("language")} locale={page.locale} back={path} />
      </footer>
      <PageLife now={Date.now()} text={page.say("busy")} />
    </div>
  );
}
