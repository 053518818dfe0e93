import { ButtonLink } from "@/components/ui/Button.tsx";
import { Alone } from "@/components/ui/Alone.tsx";
import { ChatError } from "@/lib/chat/errors.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { ownPath } from "@/lib/middlewares/own_path.ts";
import { idOf } from "@/lib/middlewares/params.ts";
import { fieldOf, readForm } from "@/lib/middlewares/read_form.ts";
import { define } from "@/utils.ts";
import { SmallPage } from "../(_pages)/small_page.tsx";

/** Takes a decision back, within ten seconds of it. */
export const handler = define.handlers({
  GET: (ctx) => ctx.redirect("/", 303),

  async POST(ctx) {
    const { session, services, locale } = ctx.state;
    if (!session) return ctx.redirect("/", 303);
    const back = ownPath(fieldOf(await readForm(ctx.req), "de")) ?? "/";
    try {
      const id = idOf(ctx.params, { name: "id", what: "the decision" });
      await services.moderation.undo(session.user, id);
      return ctx.redirect(`${back.split(/[?#]/, 1)[0]}?feito=undone`, 303);
    } catch (error) {
      if (!(error instanceof ChatError) || error.code !== "not_found") throw error;
      const speech = speechFor(locale, ctx.req);
      const texts = speech.of("host");
      return await ctx.render(
        <SmallPage
          title={texts.say("undo.late")}
          {...{ speech, state: ctx.state, url: ctx.url }}
        >
          <Alone broken title={texts.say("undo.late")} lead={texts.say("undo.late.lead")}>
            <ButtonLink kind="main" href={back}>{texts.say("undo.back")}</ButtonLink>
          </Alone>
        </SmallPage>,
        { status: 404 },
      );
    }
  },
});
