import type { Context } from "fresh";
import type { SignedIn } from "@/lib/auth/sessions.ts";
import { Unauthenticated } from "@/lib/chat/errors.ts";
import type { Role, User } from "@/lib/chat/model.ts";
import { requireRank } from "@/lib/chat/policy.ts";
import { localeNamed, localeOf } from "@/lib/i18n/locale.ts";
import { preferencesOf } from "@/lib/i18n/preferences.ts";
import type { State } from "@/utils.ts";
import { callerOf } from "./caller.ts";
import { isForPrograms } from "./for_programs.ts";

/** Where people come in by a name. */
const DOOR = /^\/(convite\/[^/]+)?$/;

/** Finds out who asks, in which language, and keeps their session alive. */
export async function signedIn(ctx: Context<State>): Promise<Response> {
  const { services } = ctx.state;
  const caller = callerOf(ctx.req, ctx.info, services.config.trustProxy);
  const session = await services.sessions.find(caller);
  Object.assign(ctx.state, { caller, session, ...viewOf(ctx, session) });
  const cookies = await services.sessions.refresh(caller, session);
  const response = await ctx.next();
  // An answer that sets the cookie itself (signing in or out) knows better.
  if (response.status === 101 || response.headers.has("set-cookie")) return response;
  if (!session && DOOR.test(ctx.url.pathname)) cookies.push(...services.door.greet(caller));
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}

/** What the person chose, else what this browser did, else what it asks for. */
function viewOf(
  { req, url }: Context<State>,
  session: SignedIn | undefined,
): Pick<State, "locale" | "theme" | "folded" | "quiet" | "apple"> {
  const { locale, theme, folded } = preferencesOf(req.headers.get("cookie"));
  const asked = localeOf(req.headers.get("accept-language"));
  const apple = /Mac|iPhone|iPad/.test(req.headers.get("user-agent") ?? "");
  if (!session || isForPrograms(url.pathname, req.headers)) {
    return { locale: locale ?? asked, theme, folded, quiet: false, apple };
  }
  const { chosen } = session;
  // The switch at the foot of a page is for the device: what it says goes before the account's.
  return {
    locale: localeNamed(chosen.locale) ?? locale ?? asked,
    theme: theme ?? chosen.theme,
    folded,
    quiet: !chosen.notify,
    apple,
  };
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

/**
 * Whoever asks, as somebody who sends files.
 *
 * @throws {Unauthenticated} if nobody is signed in
 */
export function requireSender(state: State): User & { hasPassword: boolean } {
  const { user, hasPassword = false } = requireSession(state);
  return { ...user, hasPassword };
}

/** Whether the session that a long request came with is still one, as the store has it now. */
export async function isStillIn({ session, services }: State): Promise<boolean> {
  return session !== undefined && await services.sessions.recheck(session.key) !== undefined;
}

/**
 * The session of whoever asks, if they have this role or one above it.
 *
 * @throws {Unauthenticated} if nobody is signed in
 * @throws {Forbidden} if the role is a lesser one
 */
export function requireRole(state: State, least: Role): SignedIn {
  const session = requireSession(state);
  requireRank(session.user, least);
  return session;
}

/**
 * The session of whoever asks, if the password was given on it within 30 minutes.
 *
 * @throws {Unauthenticated} if nobody is signed in
 * @throws {Forbidden} field `password`, if it was not given, or there is none
 */
export function requireConfirmed(state: State): SignedIn {
  const session = requireSession(state);
  state.services.passwords.requireConfirmed(session);
  return session;
}
