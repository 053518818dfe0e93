import { asset, Head } from "fresh/runtime";
import { Alone } from "@/components/ui/Alone.tsx";
import { Logo } from "@/components/ui/Knot.tsx";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { define } from "@/utils.ts";

/**
 * What the worker shows in the place of any page while there is no contact with the host. It is the
 * same for everybody: what somebody has read is put in by the script, from this browser.
 */
export default define.page(function AwayPage({ req, state }) {
  const able = speechFor(state.locale, req).of("able");
  return (
    <div class="alone">
      <Head>
        <title>{`${able.say("away.title")} · ConexaoChat`}</title>
        <link key="pages" rel="stylesheet" href={asset("/styles/pages.css")} />
      </Head>
      <header>
        <Logo />
      </header>
      <Alone broken title={able.say("away.title")} lead={able.say("away.lead")}>
        <a class="btn main" href="">{able.say("away.retry")}</a>
      </Alone>
      <section
        class="away"
        data-kept
        data-none={able.say("away.none")}
        data-rooms={able.say("away.rooms")}
      />
      <script type="module" src={asset("/desconectado.js")} />
    </div>
  );
});
