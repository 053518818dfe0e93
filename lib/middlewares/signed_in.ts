import type { Context } from "fresh";
import type { SignedIn } from "@/lib/auth/sessions.ts";
import { Unauthenticated } from "@/lib/chat/errors.ts";
import { localeOf } from "@/lib/i18n/locale.ts";
import type { State } from "@/utils.ts";
import { callerOf } from "./caller.ts";

/** Finds out who asks, in which language, and keeps their session alive. */
export async function signedIn(ctx: Context<State>): Promise<Response> {
  const { services } = ctx.state;
  const caller = callerOf(ctx.req, ctx.info, services.config.trustProxy);
  const session = await services.sessions.find(caller);
  Object.assign(ctx.state, {
    caller,
    session,
    locale: localeOf(ctx.req.headers.get("accept-language")),
  });
  const cookies = await services.sessions.refresh(caller, session);
  const response = await ctx.next();
  // An answer that sets the cookie itself (signing in or out) knows better.
  if (response.status === 101 || response.headers.has("set-cookie")) return response;
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}

/**
 * The session of whoever asks.
 *
 * @throws {Unauthenticated} if nobody is signed in
 */
export function requireSession(state: State): SignedIn {
  if (!state.session) throw new Unauthenticated();
  return state.session;
}
