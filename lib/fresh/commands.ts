import { HttpError } from "./error.ts";
import { type HandlerFn, isHandlerByMethod } from "./handlers.ts";
import type { MaybeLazyMiddleware, Middleware } from "./middlewares/mod.ts";
import { type Method, METHODS } from "./router.ts";
import { renderRoute, type RouteComponent } from "./segments.ts";
import type { LayoutConfig, MaybeLazy, Route, RouteConfig } from "./types.ts";

/** The kinds of things that can be registered on an App. */
export enum CommandType {
  Middleware = "middleware",
  Layout = "layout",
  App = "app",
  Route = "route",
  Error = "error",
  NotFound = "notFound",
  Handler = "handler",
  FsRoute = "fsRoute",
}

interface AtPattern {
  pattern: string;
  /** Whether the last part of the pattern is a segment of its own. */
  includeLastSegment: boolean;
}

/** Registers what answers errors below a pattern. */
export interface ErrorCmd<State> extends AtPattern {
  type: CommandType.Error;
  item: Route<State>;
}

/** Registers the component around all pages. */
export interface AppCommand<State> {
  type: CommandType.App;
  component: RouteComponent<State>;
}

/** Registers the component around the pages below a pattern. */
export interface LayoutCommand<State> extends AtPattern {
  type: CommandType.Layout;
  component: RouteComponent<State>;
  config?: LayoutConfig | undefined;
}

/** Registers middlewares below a pattern. */
export interface MiddlewareCmd<State> extends AtPattern {
  type: CommandType.Middleware;
  fns: MaybeLazyMiddleware<State>[];
}

/** Registers what answers 404. */
export interface NotFoundCmd<State> {
  type: CommandType.NotFound;
  fn: Middleware<State>;
}

/** Registers a route, or how to load it. */
export interface RouteCommand<State> extends AtPattern {
  type: CommandType.Route;
  route: MaybeLazy<Route<State>>;
  config: RouteConfig | undefined;
}

/** Registers middlewares that answer a method at a pattern. */
export interface HandlerCommand<State> extends AtPattern {
  type: CommandType.Handler;
  method: Method | "ALL";
  fns: MaybeLazyMiddleware<State>[];
}

/** Marks the place of the file routes, which are known once a build cache is set. */
export interface FsRouteCommand<State> extends AtPattern {
  type: CommandType.FsRoute;
  getItems: () => Command<State>[];
}

/** One registration on an App. They are applied in the order in which they were made. */
export type Command<State> =
  | ErrorCmd<State>
  | AppCommand<State>
  | LayoutCommand<State>
  | NotFoundCmd<State>
  | MiddlewareCmd<State>
  | RouteCommand<State>
  | HandlerCommand<State>
  | FsRouteCommand<State>;

/** A route as written, or a bare function which answers all methods. */
export type RouteOrMiddleware<State> = Route<State> | Middleware<State>;

/** Command of `app.onError()`. */
export function newErrorCmd<State>(
  pattern: string,
  item: RouteOrMiddleware<State>,
  includeLastSegment: boolean,
): ErrorCmd<State> {
  return {
    type: CommandType.Error,
    pattern,
    item: toRoute(item),
    includeLastSegment,
  };
}

/** Command of `app.appWrapper()`. */
export function newAppCmd<State>(
  component: RouteComponent<State>,
): AppCommand<State> {
  return { type: CommandType.App, component };
}

/** Command of `app.layout()`. */
export function newLayoutCmd<State>(
  pattern: string,
  component: RouteComponent<State>,
  config: LayoutConfig | undefined,
  includeLastSegment: boolean,
): LayoutCommand<State> {
  return {
    type: CommandType.Layout,
    pattern,
    component,
    config,
    includeLastSegment,
  };
}

/** Command of `app.use()`. */
export function newMiddlewareCmd<State>(
  pattern: string,
  fns: MaybeLazyMiddleware<State>[],
  includeLastSegment: boolean,
): MiddlewareCmd<State> {
  return { type: CommandType.Middleware, pattern, fns, includeLastSegment };
}

/** Command of `app.notFound()`. */
export function newNotFoundCmd<State>(
  item: RouteOrMiddleware<State>,
): NotFoundCmd<State> {
  const route = toRoute(item);
  return { type: CommandType.NotFound, fn: (ctx) => renderRoute(ctx, route) };
}

/** Command of `app.route()`. */
export function newRouteCmd<State>(
  pattern: string,
  route: MaybeLazy<Route<State>>,
  config: RouteConfig | undefined,
  includeLastSegment: boolean,
): RouteCommand<State> {
  const ready = typeof route === "function"
    ? async () => withHandler(await route())
    : withHandler(route);
  return {
    type: CommandType.Route,
    pattern,
    route: ready,
    config,
    includeLastSegment,
  };
}

/** Command of `app.get()` and its siblings. */
export function newHandlerCmd<State>(
  method: Method | "ALL",
  pattern: string,
  fns: MaybeLazyMiddleware<State>[],
  includeLastSegment: boolean,
): HandlerCommand<State> {
  return {
    type: CommandType.Handler,
    pattern,
    method,
    fns,
    includeLastSegment,
  };
}

/** The methods a route answers. */
export function routeMethods<State>(route: Route<State>): readonly Method[] {
  const { handler } = route;
  return isHandlerByMethod(handler) ? Object.keys(handler) as Method[] : METHODS;
}

const renderWithoutData: HandlerFn<unknown, unknown> = () => ({ data: {} });

const answerNotFound: HandlerFn<unknown, unknown> = () => {
  throw new HttpError(404);
};

function toRoute<State>(item: RouteOrMiddleware<State>): Route<State> {
  return withHandler(typeof item === "function" ? { handler: item } : item);
}

// A route without a handler renders its component; a component without a GET handler gets one.
function withHandler<State>(route: Route<State>): Route<State> {
  const { component, handler } = route;
  if (handler === undefined) {
    return {
      ...route,
      handler: component === undefined ? answerNotFound : renderWithoutData,
    };
  }
  if (
    component !== undefined && isHandlerByMethod<unknown, State>(handler) &&
    !handler.GET
  ) {
    return { ...route, handler: { ...handler, GET: renderWithoutData } };
  }
  return route;
}
