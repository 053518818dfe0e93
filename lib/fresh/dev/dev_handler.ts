import { App, setErrorInterceptor } from "../app.ts";
import { ALIVE_URL } from "../constants.ts";
import type { Middleware } from "../middlewares/mod.ts";
import type { RequestHandler } from "../request_handler.ts";
import { announceRevision } from "./live_reload.ts";
import { devErrorOverlay } from "./middlewares/error_overlay/middleware.tsx";
import { describeWorkspace, WORKSPACE_URL } from "./workspace.ts";

/** Serves an app in development: first what only development has, then the app itself. */
export function devHandler<State>(
  app: App<State>,
  ready: Promise<RequestHandler>,
  root: string,
): RequestHandler {
  const { basePath } = app.config;
  return new App<unknown>({ basePath, mode: "development" })
    .use(serveTools(root), devErrorOverlay(), serveApp(app, ready))
    .handler();
}

function serveTools(root: string): Middleware<unknown> {
  return ({ config, next, req, url }) => {
    const path = url.pathname.slice(config.basePath.length);
    if (path === ALIVE_URL || url.pathname === ALIVE_URL) return announceRevision(req);
    return path === WORKSPACE_URL ? describeWorkspace(root) : next();
  };
}

function serveApp<State>(app: App<State>, ready: Promise<RequestHandler>): Middleware<unknown> {
  const errors = new WeakMap<Request, unknown>();
  setErrorInterceptor(app, (error, req) => errors.set(req, error));
  return async (ctx) => {
    const handle = await ready;
    const res = await handle(ctx.req, ctx.info);
    ctx.error = errors.get(ctx.req) ?? null;
    return res;
  };
}
