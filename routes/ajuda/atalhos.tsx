import { page } from "fresh";
import { asset, Head } from "fresh/runtime";
import { KeyList } from "@/components/keys/KeyList.tsx";
import { keyGroups } from "@/lib/client/key_groups.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { define } from "@/utils.ts";
import { type Frame, frameOf } from "../(_pages)/frame.ts";
import { Shell } from "../(_pages)/shell.tsx";

export const handler = define.handlers({
  async GET({ state, redirect }) {
    if (!state.session) return redirect("/", 303);
    return page<{ frame: Frame }>({ frame: await frameOf(state) });
  },
});

/** All keys of the product, and what they do. */
export default define.page<typeof handler>(function KeysPage({ data, req, state, url }) {
  const speech = speechFor(state.locale, req);
  const said = speech.of("keys");
  return (
    <Shell
      {...{ state, url, speech }}
      frame={data.frame}
      title={said.say("title")}
      sub={said.say("lead")}
      back={{ href: "/ajustes#escrever", label: speech.of("settings").say("title") }}
    >
      <Head>
        <link key="keys" rel="stylesheet" href={asset("/styles/keys.css")} />
      </Head>
      {/* Nothing in it takes the focus, and it may have to be scrolled. */}
      <div class="page wide-page" tabIndex={0} role="group" aria-label={said.say("title")}>
        <KeyList Heading="h2" groups={keyGroups()} apple={state.apple} said={said} />
      </div>
    </Shell>
  );
});
