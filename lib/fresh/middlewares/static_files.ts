import { BUILD_ID } from "../build_id.ts";
import type { StaticFile } from "../build_cache.ts";
import { ASSET_CACHE_BUST_KEY, JS_PREFIX } from "../constants.ts";
import { type Context, getBuildCache } from "../context.ts";
import type { Middleware } from "./mod.ts";

const NEVER = "no-cache, no-store, max-age=0, must-revalidate";
const FOREVER = "public, max-age=31536000, immutable";

/**
 * Serves the files of the static folders and the built browser code. In production what is named
 * by its build may be cached for good, and compressed copies are sent to those who accept them.
 *
 * @example
 * ```ts
 * import { App, staticFiles } from "fresh";
 * const app = new App().use(staticFiles()).fsRoutes();
 * ```
 */
export function staticFiles<State>(): Middleware<State> {
  return async function staticFiles(ctx) {
    const pathname = toFilePath(ctx);
    if (pathname === null || pathname === "/") return await ctx.next();

    const file = await findFile(ctx, pathname);
    // Browsers ask for it unasked; a page of our own would be wasted on them.
    if (file === null && pathname === "/favicon.ico") {
      return new Response(null, { status: 404 });
    }
    if (file === null) return await ctx.next();

    const refusal = refuse(ctx);
    const res = refusal ?? answerFrom(ctx, file);
    if (refusal !== null || res.body === null) file.close();
    return res;
  };
}

// The build's table has each segment encoded in one way; a request may spell it in another.
function toFilePath<State>({ config, url }: Context<State>): string | null {
  const { basePath } = config;
  const isBelow = basePath === "" || url.pathname.startsWith(`${basePath}/`);
  if (!isBelow) return null;
  try {
    const parts = url.pathname.slice(basePath.length).split("/");
    return parts.map((part) => encodeURIComponent(decodeURIComponent(part)))
      .join("/");
  } catch {
    return null;
  }
}

async function findFile<State>(
  ctx: Context<State>,
  pathname: string,
): Promise<StaticFile | null> {
  const cache = getBuildCache(ctx);
  const accepted = ctx.req.headers.get("accept-encoding") ?? undefined;
  const file = await cache.readFile(pathname, accepted);
  if (file !== null) return file;
  // A cache of another make may have its paths as they are on disk.
  const parts = pathname.split("/").map(decodeURIComponent);
  const isSafe = !parts.some((part) => part === ".." || /[/\\\0]/.test(part));
  const plain = parts.join("/");
  return isSafe && plain !== pathname ? await cache.readFile(plain, accepted) : null;
}

function refuse<State>({ req, url }: Context<State>): Response | null {
  if (req.method !== "GET" && req.method !== "HEAD") {
    return new Response("Method Not Allowed", { status: 405 });
  }
  const buildId = url.searchParams.get(ASSET_CACHE_BUST_KEY);
  if (buildId === null || buildId === BUILD_ID) return null;
  const query = new URLSearchParams(url.search);
  query.delete(ASSET_CACHE_BUST_KEY);
  const location = query.size === 0 ? url.pathname : `${url.pathname}?${query}`;
  return new Response(null, {
    status: 307,
    headers: { location },
  });
}

function answerFrom<State>(ctx: Context<State>, file: StaticFile): Response {
  const headers = new Headers({
    "Content-Type": file.contentType,
    vary: file.hasCodings ? "If-None-Match, Accept-Encoding" : "If-None-Match",
    "Cache-Control": cacheControl(ctx, file),
  });
  if (file.coding !== undefined) headers.set("Content-Encoding", file.coding);

  if (ctx.config.mode === "production" && file.hash !== null) {
    headers.set("Etag", `W/"${file.hash}"`);
    if (isKnown(ctx.req, file.hash)) {
      return new Response(null, { status: 304, headers });
    }
  }
  headers.set("Content-Length", String(file.size));
  const body = ctx.req.method === "HEAD" ? null : file.readable as BodyInit;
  return new Response(body, { headers });
}

function isKnown(req: Request, hash: string): boolean {
  const known = req.headers.get("if-none-match");
  return known === hash || known === `W/"${hash}"`;
}

function cacheControl<State>(
  { config, url }: Context<State>,
  file: StaticFile,
): string {
  if (config.mode !== "production") return NEVER;
  const isOfBuild = url.searchParams.get(ASSET_CACHE_BUST_KEY) === BUILD_ID ||
    url.pathname.startsWith(`${config.basePath}${JS_PREFIX}${BUILD_ID}/`) ||
    file.immutable;
  return isOfBuild ? FOREVER : NEVER;
}
