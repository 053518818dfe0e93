const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
/** Where a GET waits for news, in whatever words it asks: as good as a socket. */
const CHANNEL = /^\/+api\/+v1\/+events(?:\/|$)/;
/** What a page can send to another site without asking (the CORS "simple" body types). */
const FORM_BODY = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/**
 * Whether a request that changes something, or opens a channel, comes from one of our own pages or
 * from no page at all. Browsers always name the origin there; `null` is a foreign one.
 *
 * @param ours the origins that count as our own, such as `http://192.168.0.7:8550`
 */
export function isOwnOrigin(request: Request, ours: readonly string[]): boolean {
  if (!isGuarded(request)) return true;
  if (request.headers.get("authorization")?.startsWith("Bearer ")) return true;
  const origin = request.headers.get("origin");
  if (origin !== null) return ours.includes(origin);
  // An image or a blind fetch of another port's page says no origin, and yet brings the cookie.
  const site = request.headers.get("sec-fetch-site");
  if (site === "cross-site" || site === "same-site") return false;
  return !FORM_BODY.test(request.headers.get("content-type") ?? "");
}

function isGuarded({ method, headers, url }: Request): boolean {
  return !SAFE_METHODS.has(method) || headers.has("upgrade") ||
    (headers.get("accept")?.includes("text/event-stream") ?? false) ||
    CHANNEL.test(new URL(url).pathname);
}
