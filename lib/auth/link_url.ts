import type { LinkKind } from "@/lib/chat/store.ts";
import type { Caller } from "./caller.ts";

const PATHS: Readonly<Record<LinkKind, string>> = { device: "/entrar/", host: "/anfitriao/" };

/** Where a one-time link is opened. */
export function linkUrl(kind: LinkKind, token: string, origin: string): string {
  return origin + PATHS[kind] + token;
}

/** Where somebody joins with the code filled in. */
export function inviteUrl(code: string, origin: string): string {
  return `${origin}/convite/${encodeURIComponent(code)}`;
}

/** Where this server is found. */
export interface Whereabouts {
  /** What the owner gives out. */
  publicUrl: URL | undefined;
  /** Origins that it is found under, by this machine or others. */
  addresses: readonly string[];
}

/** What only this very machine calls itself (RFC 6761, section 6.3; RFC 1122, section 3.2.1.3). */
const ONESELF = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The scheme, host and port that links for others are built from: what the owner gives out, or what
 * this very request came to, which the Host rule has let pass; but not what only this machine calls
 * itself, if it has a name for others.
 */
export function originFor({ url, secure }: Caller, whereabouts: Whereabouts): string {
  const { publicUrl, addresses } = whereabouts;
  if (publicUrl) return publicUrl.origin;
  const here = `${secure ? "https" : "http"}://${url.host}`;
  if (!ONESELF.test(url.hostname)) return here;
  return addresses.find((address) => !ONESELF.test(new URL(address).hostname)) ?? here;
}
