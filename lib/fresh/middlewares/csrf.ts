import type { Context } from "../context.ts";
import { HttpError } from "../error.ts";
import type { Middleware } from "./mod.ts";

/** Options of {@linkcode csrf}. */
export interface CsrfOptions<State = unknown> {
  /** Origins allowed besides the one of the request itself, or what decides about one. */
  origin?:
    | string
    | string[]
    | ((origin: string, context: Context<State>) => boolean);
}

/**
 * Refuses requests that change something and come from a page of another origin, with 403.
 * GET, HEAD and OPTIONS pass, and so do clients that are not browsers (they send no `Origin`).
 *
 * Browsers send no `Sec-Fetch-Site` to a plain-HTTP address in the local network; there the
 * comparison of `Origin` with `ctx.url.origin` decides.
 *
 * @example
 * ```ts
 * import { App, csrf } from "fresh";
 * const app = new App().use(csrf());
 * ```
 */
export function csrf<State>(
  options: CsrfOptions<State> = {},
): Middleware<State> {
  return function csrf(ctx) {
    if (isSafe(ctx.req.method) || isAllowed(ctx, options)) return ctx.next();
    throw new HttpError(403);
  };
}

function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

function isAllowed<State>(
  ctx: Context<State>,
  options: CsrfOptions<State>,
): boolean {
  const { headers } = ctx.req;
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if (site === "same-origin" || site === "none") return true;
  if (origin === null) return site === null;
  return isTrusted(origin, ctx, options);
}

function isTrusted<State>(
  origin: string,
  ctx: Context<State>,
  { origin: trusted }: CsrfOptions<State>,
): boolean {
  if (typeof trusted === "function") return trusted(origin, ctx);
  if (trusted === undefined) return origin === ctx.url.origin;
  return Array.isArray(trusted) ? trusted.includes(origin) : trusted === origin;
}
