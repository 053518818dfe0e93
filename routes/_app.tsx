import type { PageProps } from "fresh";
import { asset } from "fresh/runtime";
import { Icons } from "@/components/ui/Icon.tsx";
import { preferencesOf } from "@/lib/i18n/preferences.ts";
import { localeFor } from "@/lib/i18n/locale_for.ts";
import { textsIn } from "@/lib/i18n/texts.ts";
import type { State } from "@/utils.ts";

/** What every page is put into. */
export default function Page({ Component, req, state }: PageProps<unknown, State>) {
  // An error may come before anybody has looked at the request.
  const theme = state.theme ?? preferencesOf(req.headers.get("cookie")).theme;
  const locale = localeFor(state.locale, req);
  return (
    <html lang={locale} data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content, viewport-fit=cover"
        />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>ConexaoChat</title>
        <link rel="icon" href={asset("/favicon.svg")} type="image/svg+xml" />
        <link key="app" rel="stylesheet" href={asset("/styles/app.css")} />
      </head>
      <body>
        <a class="skip" href="#conversa">{textsIn(locale).page.skip}</a>
        <Icons />
        <Component />
      </body>
    </html>
  );
}
