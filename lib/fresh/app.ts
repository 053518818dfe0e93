import { applyCommands } from "./apply_commands.ts";
import { type BuildCache, EmptyBuildCache } from "./build_cache.ts";
import {
  type Command,
  CommandType,
  newAppCmd,
  newErrorCmd,
  newHandlerCmd,
  newLayoutCmd,
  newMiddlewareCmd,
  newNotFoundCmd,
  newRouteCmd,
  type RouteOrMiddleware,
} from "./commands.ts";
import { type FreshConfig, resolveConfig, type ResolvedFreshConfig } from "./config.ts";
import type { WebSocketHandlers, WebSocketUpgradeOptions } from "./context.ts";
import { type ListenOptions, serveApp } from "./listen.ts";
import type { MaybeLazyMiddleware } from "./middlewares/mod.ts";
import { createRequestHandler, type RequestHandler } from "./request_handler.ts";
import { mergePath, type Method, UrlPatternRouter } from "./router.ts";
import type { RouteComponent } from "./segments.ts";
import type { LayoutConfig, MaybeLazy, Route, RouteConfig } from "./types.ts";

export type { ListenOptions };
export { DEFAULT_CONN_INFO } from "./request_handler.ts";

/** Gets every error thrown in a request; not those that were caught on the way. */
export type ErrorInterceptor = (error: unknown, req: Request) => void;

/** The build cache of an app; null before one is set. For the library only. */
export let getBuildCache: <State>(app: App<State>) => BuildCache<State> | null;
/** Gives an app the output of a build. For the library and generated code only. */
export let setBuildCache: <State>(
  app: App<State>,
  cache: BuildCache<State>,
  mode: "development" | "production",
) => void;
/** Has every error of a request reported to `fn`. For the library and generated code only. */
export let setErrorInterceptor: <State>(
  app: App<State>,
  fn: ErrorInterceptor,
) => void;

/**
 * A web application: middlewares and routes, applied in the order in which they are registered.
 * Middleware, layouts, the app wrapper and error pages cover what is registered after them.
 *
 * @typeParam State what middlewares put into `ctx.state`.
 *
 * @example
 * ```ts
 * import { App, staticFiles } from "fresh";
 * export const app = new App()
 *   .use(staticFiles())
 *   .get("/hello/:name", (ctx) => ctx.text(`Hello, ${ctx.params.name}`))
 *   .fsRoutes();
 * ```
 */
export class App<State> {
  /** The configuration; `root` and `mode` are set by the build cache. */
  readonly config: ResolvedFreshConfig;
  readonly #commands: Command<State>[] = [];
  #findBuildCache: () => BuildCache<State> | null = () => null;
  #reportError: ErrorInterceptor = () => {};

  static {
    getBuildCache = (app) => app.#findBuildCache();
    setBuildCache = (app, cache, mode) => {
      app.config.root = cache.root;
      app.config.mode = mode;
      app.#findBuildCache = () => cache;
    };
    setErrorInterceptor = (app, fn) => {
      app.#reportError = fn;
    };
  }

  /** @throws {TypeError} if the base path is malformed. */
  constructor(config: FreshConfig = {}) {
    this.config = resolveConfig(config);
  }

  /** Adds middlewares for all requests, or for those at and below a path. */
  use(...middlewares: MaybeLazyMiddleware<State>[]): this;
  use(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this;
  use(
    first: string | MaybeLazyMiddleware<State>,
    ...middlewares: MaybeLazyMiddleware<State>[]
  ): this {
    return this.#add(
      typeof first === "string"
        ? newMiddlewareCmd(first, middlewares, true)
        : newMiddlewareCmd("*", [first, ...middlewares], true),
    );
  }

  /** Sets what answers 404. The status is what it returns: a bare component answers 200. */
  notFound(item: RouteOrMiddleware<State>): this {
    return this.#add(newNotFoundCmd(item));
  }

  /** Sets what answers errors at and below a path; the error is in `ctx.error`. */
  onError(path: string, item: RouteOrMiddleware<State>): this {
    return this.#add(newErrorCmd(path, item, true));
  }

  /** Sets the component around every page, usually with `<html>`, `<head>` and `<body>`. */
  appWrapper(component: RouteComponent<State>): this {
    return this.#add(newAppCmd(component));
  }

  /** Sets a component around the pages at and below a path. */
  layout(
    path: string,
    component: RouteComponent<State>,
    config?: LayoutConfig,
  ): this {
    return this.#add(newLayoutCmd(path, component, config, true));
  }

  /** Adds a route with handler and component, or a function that loads it. */
  route(
    path: string,
    route: MaybeLazy<Route<State>>,
    config?: RouteConfig,
  ): this {
    return this.#add(newRouteCmd(path, route, config, true));
  }

  /** Answers GET (and HEAD) at a path. The last middleware answers. */
  get(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#on("GET", path, middlewares);
  }

  /** Answers POST at a path. */
  post(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#on("POST", path, middlewares);
  }

  /** Answers PATCH at a path. */
  patch(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#on("PATCH", path, middlewares);
  }

  /** Answers PUT at a path. */
  put(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#on("PUT", path, middlewares);
  }

  /** Answers DELETE at a path. */
  delete(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#on("DELETE", path, middlewares);
  }

  /** Answers HEAD at a path. */
  head(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#on("HEAD", path, middlewares);
  }

  /** Answers every method at a path. */
  all(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#on("ALL", path, middlewares);
  }

  /** Opens a WebSocket at a path; the same as `ctx.upgrade(handlers)` in a GET handler. */
  ws(
    path: string,
    handlers: WebSocketHandlers,
    options?: WebSocketUpgradeOptions,
  ): this {
    return this.get(path, (ctx) => ctx.upgrade(handlers, options));
  }

  /** Inserts the routes of the `routes/` folder here. */
  fsRoutes(pattern = "*"): this {
    return this.#add({
      type: CommandType.FsRoute,
      pattern,
      getItems: () => this.#findBuildCache()?.getFsRoutes() ?? [],
      includeLastSegment: false,
    });
  }

  /** Takes over what is registered on another app, below a path. */
  mountApp(path: string, app: App<State>): this {
    const { basePath } = app.config;
    const base = basePath === path ? path : mergePath(path, basePath, true);
    for (const cmd of app.#commands) {
      if (cmd.type === CommandType.App || cmd.type === CommandType.NotFound) {
        this.#add(cmd);
        continue;
      }
      this.#add({
        ...cmd,
        pattern: mergePath(base, cmd.pattern, true),
        includeLastSegment: cmd.pattern === "/" || cmd.includeLastSegment,
      });
    }
    app.#findBuildCache = () => this.#findBuildCache();
    return this;
  }

  /** Makes the function that answers requests, for `Deno.serve` or tests. */
  handler(): RequestHandler {
    const router = new UrlPatternRouter<MaybeLazyMiddleware<State>[]>();
    const { rootMiddlewares } = applyCommands(
      router,
      this.#commands,
      this.config.basePath,
    );
    return createRequestHandler<State>({
      config: this.config,
      router,
      rootMiddlewares,
      buildCache: this.#findBuildCache() ??
        new EmptyBuildCache<State>(this.config.root),
      reportError: (error, req) => this.#reportError(error, req),
    });
  }

  /** Serves the app; without a port, at the first free one of 8000 to 8019. */
  async listen(options: ListenOptions = {}): Promise<void> {
    await serveApp(this.handler(), this.config.basePath, options);
  }

  #add(command: Command<State>): this {
    this.#commands.push(command);
    return this;
  }

  #on(
    method: Method | "ALL",
    path: string,
    fns: MaybeLazyMiddleware<State>[],
  ): this {
    return this.#add(newHandlerCmd(method, path, fns, true));
  }
}
