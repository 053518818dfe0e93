import { localeNamed } from "@/lib/i18n/locale.ts";
import { PREFERENCE, preferenceCookie } from "@/lib/i18n/preferences.ts";
import { withCookies } from "@/lib/middlewares/answers.ts";
import { ownPath } from "@/lib/middlewares/own_path.ts";
import { fieldOf, readForm } from "@/lib/middlewares/read_form.ts";
import { define } from "@/utils.ts";

/** Keeps a language in this browser; whoever is signed in has it in their settings. */
export const handler = define.handlers({
  GET: (ctx) => ctx.redirect("/", 303),

  async POST(ctx) {
    const form = await readForm(ctx.req);
    const back = ownPath(fieldOf(form, "de")) ?? "/";
    const locale = localeNamed(fieldOf(form, "locale"));
    return withCookies(ctx.redirect(back, 303), [preferenceCookie(PREFERENCE.locale, locale)]);
  },
});
