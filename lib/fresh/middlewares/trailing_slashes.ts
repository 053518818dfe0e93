import type { Middleware } from "./mod.ts";

/**
 * Redirects to the form of a path with, or without, a slash at the end.
 *
 * @example
 * ```ts
 * import { App, trailingSlashes } from "fresh";
 * const app = new App().use(trailingSlashes("never"));
 * ```
 */
export function trailingSlashes<State>(
  mode: "always" | "never",
): Middleware<State> {
  return function trailingSlashes(ctx) {
    const { pathname, search } = ctx.url;
    const ends = pathname.endsWith("/");
    if (pathname === "/" || ends === (mode === "always")) return ctx.next();
    return ctx.redirect(
      (ends ? pathname.slice(0, -1) : `${pathname}/`) + search,
    );
  };
}
