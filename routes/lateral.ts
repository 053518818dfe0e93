import { PREFERENCE, preferenceCookie } from "@/lib/i18n/preferences.ts";
import { withCookies } from "@/lib/middlewares/answers.ts";
import { ownPath } from "@/lib/middlewares/own_path.ts";
import { fieldOf, readForm } from "@/lib/middlewares/read_form.ts";
import { define } from "@/utils.ts";

/** Folds the list of rooms away in this browser, or out again. */
export const handler = define.handlers({
  GET: (ctx) => ctx.redirect("/", 303),

  async POST(ctx) {
    const form = await readForm(ctx.req);
    const back = ownPath(fieldOf(form, "de")) ?? "/";
    const closed = fieldOf(form, "rail") === "closed";
    const cookie = preferenceCookie(PREFERENCE.rail, closed ? "closed" : undefined);
    return withCookies(ctx.redirect(back, 303), [cookie]);
  },
});
