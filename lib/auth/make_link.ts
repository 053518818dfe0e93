import { NotFound } from "@/lib/chat/errors.ts";
import type { LinkKind, ServerStore } from "@/lib/chat/store.ts";
import { linkUrl } from "./link_url.ts";
import { hashToken, newToken } from "./token.ts";

/** How long each lives, in seconds. */
const SECONDS: Readonly<Record<LinkKind, number>> = { device: 5 * 60, host: 24 * 60 * 60 };

/** A one-time link that was just made: the only time that it is to be seen. */
export interface NewLink {
  url: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/**
 * Makes a one-time link: 256 random bits in a path, of which the store has only the hash.
 *
 * @param link `user`: whose device it signs in; `origin`: scheme, host and port that it begins with
 */
export async function makeLink(
  server: Pick<ServerStore, "makeLink" | "peekLink">,
  { origin, ...link }: { kind: LinkKind; user?: number; origin: string },
): Promise<NewLink> {
  const token = newToken();
  const hash = hashToken(token);
  await server.makeLink({ ...link, hash, ttlSeconds: SECONDS[link.kind] });
  const made = await server.peekLink(hash);
  if (!made) throw new NotFound("the link");
  return { url: linkUrl(link.kind, token, origin), expiresAt: made.expiresAt };
}
