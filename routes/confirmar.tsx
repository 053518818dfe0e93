import { ChatError, ERRORS } from "@/lib/chat/errors.ts";
import { waitName } from "@/lib/i18n/span_name.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { withCookies } from "@/lib/middlewares/answers.ts";
import { ownPath } from "@/lib/middlewares/own_path.ts";
import { fieldOf, readForm } from "@/lib/middlewares/read_form.ts";
import { define } from "@/utils.ts";
import { askPassword, CONFIRM_FIELD, TARGET_FIELD } from "./(_pages)/confirm_screen.tsx";

/** Takes the password, and sends the form on that was kept for it; without one, just leads on. */
export const handler = define.handlers({
  async GET(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    const target = ownPath(ctx.url.searchParams.get(TARGET_FIELD)) ?? "/ajustes";
    return await askPassword(ctx, { form: new URLSearchParams(), target, status: 200 });
  },

  async POST(ctx) {
    const { session, caller, services, locale } = ctx.state;
    if (!session) return ctx.redirect("/", 303);
    const form = await readForm(ctx.req);
    const target = ownPath(form.get(TARGET_FIELD)) ?? "/ajustes";
    try {
      const password = fieldOf(form, CONFIRM_FIELD);
      const setCookies = await services.passwords.confirm(session, password, caller);
      // 307 makes the browser send the very same form to the page that it was for.
      return withCookies(ctx.redirect(target, form.has("do") ? 307 : 303), setCookies);
    } catch (error) {
      if (!(error instanceof ChatError) || ERRORS[error.code].status >= 500) throw error;
      const door = speechFor(locale, ctx.req).of("door");
      const complaint = error.code === "rate_limited"
        ? door.say("many", { wait: waitName(error.afterMs, door.locale) })
        : door.say("confirm.wrong");
      return await askPassword(ctx, { form, target, complaint, status: ERRORS[error.code].status });
    }
  },
});
