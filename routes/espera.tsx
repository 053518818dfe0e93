import { page } from "fresh";
import { ButtonLink } from "@/components/ui/Button.tsx";
import { Alone } from "@/components/ui/Alone.tsx";
import { Named } from "@/components/ui/Named.tsx";
import { FIRST_ROOM } from "@/lib/chat/first_room.ts";
import type { KnockState } from "@/lib/chat/store.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { define } from "@/utils.ts";
import { SmallPage } from "./(_pages)/small_page.tsx";

/** How often the page looks again, in seconds. */
const AGAIN = 5;

export const handler = define.handlers({
  async GET(ctx) {
    const { state } = ctx;
    if (state.session) return ctx.redirect(`/r/${FIRST_ROOM}`, 303);
    const { door, sessions } = state.services;
    const knock = await door.knockOf(state.caller);
    // They may have been let in since their session was looked for.
    const hash = sessions.tokenHashOf(state.caller);
    const isIn = !knock && hash && await sessions.recheck(hash.toHex());
    if (isIn) return ctx.redirect(`/r/${FIRST_ROOM}`, 303);
    return page<{ knock: KnockState | undefined }>({ knock });
  },
});

/** Where somebody waits until a moderator lets them in. */
export default define.page<typeof handler>(function WaitPage({ data: { knock }, req, state, url }) {
  const speech = speechFor(state.locale, req);
  const door = speech.of("door");
  const waits = knock?.state === "waiting";
  const ended = knock ? "wait.refused" : "wait.over";
  return (
    <SmallPage
      title={door.say("wait.title")}
      {...{ speech, state, url }}
      {...waits ? { refresh: AGAIN } : {}}
    >
      {waits
        ? (
          <Alone
            title={door.say("wait.heading")}
            lead={
              <>
                <Named say={(name) => door.say("wait.lead", { name })} name={knock.name} />{" "}
                {door.say("wait.self")}
              </>
            }
          >
            <ButtonLink kind="main" href="/espera">{door.say("wait.look")}</ButtonLink>
            <a class="lnk" href="/">{door.say("wait.other")}</a>
          </Alone>
        )
        : (
          <Alone broken title={door.say(`${ended}.heading`)} lead={door.say(`${ended}.lead`)}>
            <ButtonLink kind="main" href="/">{door.say("wait.again")}</ButtonLink>
          </Alone>
        )}
    </SmallPage>
  );
});
