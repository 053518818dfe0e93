import { HttpError, page, type PageProps } from "fresh";
import { asset, Head } from "fresh/runtime";
import { LanguageSwitch } from "@/components/rail/LanguageSwitch.tsx";
import { Logo } from "@/components/ui/Knot.tsx";
import { Refusal } from "@/components/ui/Refusal.tsx";
import { ThemeSwitch } from "@/islands/Corner.tsx";
import { localeFor } from "@/lib/i18n/locale_for.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { define, type State } from "@/utils.ts";

export const handler = define.handlers((ctx) => page(undefined, { status: statusOf(ctx.error) }));

/** Says what went wrong, as far as it helps. */
export default function ErrorPage({ error, req, url, state }: PageProps<unknown, State>) {
  const { page: speech } = speechFor(localeFor(state.locale, req), req);
  const path = url.pathname + url.search;
  return (
    <div class="alone">
      <Head>
        <title>{`${statusOf(error)} · ConexaoChat`}</title>
        <link rel="stylesheet" href={asset("/styles/pages.css")} />
      </Head>
      <header>
        <Logo />
        <ThemeSwitch label={speech.say("theme.toggle")} />
      </header>
      <Refusal status={statusOf(error)} path={path} speech={speech} />
      {!state.session && (
        <footer>
          <LanguageSwitch label={speech.say("language")} locale={speech.locale} back={path} />
        </footer>
      )}
    </div>
  );
}

// A path that nothing matches may come without an error.
function statusOf(error: PageProps["error"]): number {
  if (error instanceof HttpError) return error.status;
  return error === null || error === undefined ? 404 : 500;
}
