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

/**
 * The scheme, host and port that links for others are built from: what the owner gives out, or what
 * this very request came to, which the Host rule has let pass.
 */
export function originFor({ url, secure }: Caller, publicUrl: URL | undefined): string {
  return publicUrl?.origin ?? `${secure ? "https" : "http"}://${url.host}`;
}
