import { asset, Head } from "fresh/runtime";
import { Guide } from "@/components/estilo/Guide.tsx";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { define } from "@/utils.ts";

const SHEETS = ["pages", "files", "search", "late", "sending", "estilo"] as const;

/** The style guide: there while one develops, and in no build. */
export default define.page(function StylePage({ req, state }) {
  const speech = speechFor(state.locale, req);
  const words = {
    ...{ chat: speech.chat, page: speech.page },
    ...{ people: speech.of("people"), rail: speech.of("rail") },
  };
  return (
    <>
      <Head>
        <title>Estilo · ConexaoChat</title>
        {SHEETS.map((name) => (
          <link key={name} rel="stylesheet" href={asset(`/styles/${name}.css`)} />
        ))}
      </Head>
      <Guide words={words} />
    </>
  );
});
