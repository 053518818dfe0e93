import type { Context } from "fresh";
import { Button } from "@/components/ui/Button.tsx";
import { Alone } from "@/components/ui/Alone.tsx";
import { Named } from "@/components/ui/Named.tsx";
import { ChatError } from "@/lib/chat/errors.ts";
import { FIRST_ROOM } from "@/lib/chat/first_room.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { withCookies } from "@/lib/middlewares/answers.ts";
import { define, type State } from "@/utils.ts";
import { DeadLink } from "../(_pages)/dead_link.tsx";
import { peeked } from "../(_pages)/peeked.ts";
import { SmallPage } from "../(_pages)/small_page.tsx";

/** A link that signs another device in: looking at it changes nothing, the button uses it. */
export const handler = define.handlers({
  GET: show,

  async POST(ctx) {
    const { state, params } = ctx;
    const { session, caller, services } = state;
    const token = params["token"] ?? "";
    if (!await peeked(state, { token, kind: "device" })) return await show(ctx);
    try {
      const { setCookies } = await services.links.use(token, caller, { session });
      return withCookies(ctx.redirect(`/r/${FIRST_ROOM}`, 303), setCookies);
    } catch (error) {
      if (!(error instanceof ChatError) || error.code !== "not_found") throw error;
      return await show(ctx);
    }
  },
});

async function show(ctx: Context<State>): Promise<Response> {
  const { state, req, url, params } = ctx;
  const speech = speechFor(state.locale, req);
  const link = await peeked(state, { token: params["token"], kind: "device" });
  if (!link?.user) {
    return await ctx.render(<DeadLink {...{ speech, state, url }} />, { status: 404 });
  }
  const { name } = link.user;
  const door = speech.of("door");
  const before = state.session?.user;
  return await ctx.render(
    <SmallPage title={door.say("link.title")} {...{ speech, state, url }}>
      <Alone
        title={door.say("link.heading")}
        lead={
          <Named say={(who) => door.say("link.lead", { name: who, host: url.host })} name={name} />
        }
      >
        {before && before.name !== name && (
          <p>
            <Named say={(who) => door.say("link.out", { name: who })} name={before.name} />
          </p>
        )}
        <form class="form" method="post">
          <Button kind="main" wide>
            <span class="clip">
              <Named say={(who) => door.say("link.use", { name: who })} name={name} />
            </span>
          </Button>
        </form>
        <p>{door.say("link.warn")}</p>
      </Alone>
    </SmallPage>,
  );
}
