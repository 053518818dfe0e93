import type { PageProps } from "fresh";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderToString } from "preact-render-to-string";
import { asset } from "fresh/runtime";
import { Icons } from "@/components/ui/Icon.tsx";
import { preferencesOf } from "@/lib/i18n/preferences.ts";
import { localeFor } from "@/lib/i18n/locale_for.ts";
import { textsIn } from "@/lib/i18n/texts.ts";
import { isLoopback } from "@/lib/middlewares/is_loopback.ts";
import { PAPER } from "@/lib/theme_colours.ts";
import type { State } from "@/utils.ts";

/** What every page is put into. */
export default function Page({ Component, req, state, url }: PageProps<unknown, State>) {
  // An error may come before anybody has looked at the request.
  const theme = state.theme ?? preferencesOf(req.headers.get("cookie")).theme;
  const locale = localeFor(state.locale, req);
  return (
    <html lang={locale} dir="ltr" data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content, viewport-fit=cover"
        />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>ConexaoChat</title>
        {(theme ? [theme] : ["light", "dark"] as const).map((scheme) => (
          <meta
            key={scheme}
            name="theme-color"
            media={theme ? undefined : `(prefers-color-scheme: ${scheme})`}
            content={PAPER[scheme]}
          />
        ))}
        {isInstallable(url, state) && <link rel="manifest" href="/manifest.json" />}
        <link rel="apple-touch-icon" href={asset("/icons/apple-180.png")} />
        <link rel="icon" href={asset("/favicon.svg")} type="image/svg+xml" />
        <link key="app" rel="stylesheet" href={asset("/styles/app.css")} />
      </head>
      <body>
        <a class="skip" href="#conversa">{textsIn(locale).page.skip}</a>
        <Sprite />
        <Component />
      </body>
    </html>
  );
}

let sprite: string | undefined;

/** The icons: the same on every page, so drawn once. */
function Sprite() {
  return jsxTemplate([sprite ??= renderToString(<Icons />)]);
}

// Over plain HTTP nothing can be installed, and browsers say so in their consoles.
function isInstallable(url: URL, state: State): boolean {
  return (state.caller?.secure || isLoopback(url.hostname)) &&
    state.services?.config.installable !== false;
}
