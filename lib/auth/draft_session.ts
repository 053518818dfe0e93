import type { NewSession, SessionOrigin } from "@/lib/chat/store.ts";
import type { Caller } from "./caller.ts";
import type { Cookies } from "./cookies.ts";
import { hashToken, newToken, SESSION_SECONDS, SHARED_SECONDS } from "./token.ts";

const DEVICE_UNITS = 200;

/** How a session is about to begin. */
export interface DraftOptions {
  cookies: Cookies;
  origin: SessionOrigin;
  /** The password was given just now. */
  confirmed?: boolean;
  /** Others use this computer, too. */
  shared?: boolean | undefined;
}

/** A session for the store to keep, and what its owner's browser is told. */
export interface Draft {
  session: NewSession;
  setCookies: string[];
}

/**
 * Drafts a session under a token made here: one that the caller brings is never taken over, or
 * whoever planted it would be signed in as well (session fixation).
 */
export function draftSession(caller: Caller, options: DraftOptions): Draft {
  const { cookies, origin, confirmed = false, shared = false } = options;
  const token = newToken({ shared });
  const device = cookies.device(caller);
  return {
    session: {
      tokenHash: hashToken(token),
      ttlSeconds: shared ? SHARED_SECONDS : SESSION_SECONDS,
      device: (caller.headers.get("user-agent") ?? "").toWellFormed().slice(0, DEVICE_UNITS),
      deviceHash: device.hash,
      address: caller.address,
      origin,
      confirmed,
    },
    setCookies: [cookies.session(caller).set(token), ...device.setCookies],
  };
}
