import type { BuildCache } from "./build_cache.ts";
import type { ResolvedFreshConfig } from "./config.ts";
import { Context } from "./context.ts";
import { HttpError } from "./error.ts";
import { type MaybeLazyMiddleware, runMiddlewares } from "./middlewares/mod.ts";
import type { Method, Router, RouteResult } from "./router.ts";
import { installHooks } from "./runtime/server/preact_hooks.ts";
import { refuseMethod } from "./segments.ts";
import { statusText } from "./status_text.ts";

/** Answers a request; it never rejects because of what the app throws. */
export type RequestHandler = (
  request: Request,
  info?: Deno.ServeHandlerInfo,
) => Promise<Response>;

/** Addresses assumed when the handler is called without them, as in tests. */
export const DEFAULT_CONN_INFO: Deno.ServeHandlerInfo & {
  localAddr: Deno.NetAddr;
} = {
  localAddr: { transport: "tcp", hostname: "localhost", port: 8080 },
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 1234 },
  completed: Promise.resolve(),
};

type Chain<State> = MaybeLazyMiddleware<State>[];

interface HandlerParts<State> {
  config: ResolvedFreshConfig;
  router: Router<Chain<State>>;
  /** Runs when no route matches. */
  rootMiddlewares: Chain<State>;
  buildCache: BuildCache<State>;
  reportError: (error: unknown, req: Request) => void;
}

/** Makes the function that matches a request and runs the chain of its route. */
export function createRequestHandler<State>(
  parts: HandlerParts<State>,
): RequestHandler {
  const { config, router, rootMiddlewares, buildCache, reportError } = parts;
  installHooks();

  return async (req, info = DEFAULT_CONN_INFO) => {
    const url = toUrl(req, config);
    const method = req.method.toUpperCase() as Method;
    const { match, miss } = matchRoute(router, method, url);

    const { pattern, params } = match;
    const ctx = new Context<State>(
      req,
      url,
      info,
      pattern,
      params,
      config,
      miss,
      buildCache,
    );
    const chain = match.item ?? rootMiddlewares;
    try {
      const res = await runMiddlewares(chain, ctx, (error) => reportError(error, req));
      if (!(res instanceof Response)) {
        throw new Error(
          `Expected a "Response" instance to be returned, but got: ${res}`,
        );
      }
      return method === "HEAD" ? new Response(null, res) : res;
    } catch (error) {
      return answerError(error);
    }
  };
}

function toUrl(req: Request, config: ResolvedFreshConfig): URL {
  const url = new URL(req.url);
  // A path like //evil.com would leave the site when it is put into a Location header.
  if (url.pathname.includes("//")) {
    url.pathname = url.pathname.replaceAll(/\/+/g, "/");
  }
  if (!config.trustProxy) return url;

  const proto = req.headers.get("x-forwarded-proto");
  const host = req.headers.get("x-forwarded-host");
  if (proto !== null) url.protocol = firstOf(proto);
  if (host !== null) {
    url.port = "";
    url.host = firstOf(host);
  }
  return url;
}

function firstOf(list: string): string {
  return list.split(",", 1)[0]?.trim() ?? "";
}

// `miss` is the end of the chain: what answers if no middleware does.
function matchRoute<State>(
  router: Router<Chain<State>>,
  method: Method,
  url: URL,
): { match: RouteResult<Chain<State>>; miss: () => Promise<Response> } {
  try {
    const match = router.match(method, url);
    const { pattern, methodMatch } = match;
    if (pattern === null || methodMatch) {
      return { match, miss: answerNotFound };
    }
    const miss = async () => await refuseMethod(method, router.getAllowedMethods(pattern));
    return { match, miss };
  } catch (error) {
    const match = { params: {}, item: null, methodMatch: false, pattern: null };
    return { match, miss: rejectWith(error) };
  }
}

function answerNotFound(): Promise<Response> {
  return Promise.reject(new HttpError(404));
}

function rejectWith(error: unknown): () => Promise<Response> {
  return () => Promise.reject(error);
}

/** Answers with the message of an error in plain text; what is not meant for others is logged. */
export function answerError(error: unknown): Response {
  if (error instanceof HttpError) {
    // deno-lint-ignore no-console -- a server has no other place to tell its operator
    if (error.status >= 500) console.error(error);
    const body = error.message || statusText(error.status);
    return new Response(body, { status: error.status });
  }
  // deno-lint-ignore no-console -- as above
  console.error(error);
  return new Response("Internal server error", { status: 500 });
}
