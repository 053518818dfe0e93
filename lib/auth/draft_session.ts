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
  session: NewSession & { deviceHash: Uint8Array<ArrayBuffer> };
  setCookies: string[];
}

/**
 * Drafts a session under a token made here: one that the caller brings is never taken over, or
 * whoever planted it would be signed in as well (session fixation).
 */
export function draftSession(caller: Caller, options: DraftOptions): Draft {
  const { cookies, origin, confirmed = false, shared = false } = options;
  const token = newToken({ shared });
  const cookie = cookies.device(caller);
  const known = cookie.read(caller.headers.get("cookie"));
  const device = known ?? newToken();
  return {
    session: {
      tokenHash: hashToken(token),
      ttlSeconds: shared ? SHARED_SECONDS : SESSION_SECONDS,
      device: (caller.headers.get("user-agent") ?? "").toWellFormed().slice(0, DEVICE_UNITS),
      deviceHash: hashToken(device),
      address: caller.address,
      origin,
      confirmed,
    },
    setCookies: [
      cookies.session(caller).set(token),
      ...(known === undefined ? [cookie.set(device)] : []),
    ],
  };
}

/** The hash of the device that a request comes from, if it is known. */
export function deviceOf(caller: Caller, cookies: Cookies): Uint8Array<ArrayBuffer> | undefined {
  const device = cookies.device(caller).read(caller.headers.get("cookie"));
  return device === undefined ? undefined : hashToken(device);
}
