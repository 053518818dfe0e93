import {
  type Command,
  CommandType,
  newAppCmd,
  newErrorCmd,
  newLayoutCmd,
  newMiddlewareCmd,
  newNotFoundCmd,
  newRouteCmd,
} from "./commands.ts";
import { type HandlerFn, isHandlerByMethod, type RouteHandler } from "./handlers.ts";
import type { Middleware } from "./middlewares/mod.ts";
import type { RouteComponent } from "./segments.ts";
import type { MaybeLazy, Route, RouteConfig } from "./types.ts";

export { sortRoutePaths } from "./sort_routes.ts";

/** What a module in the `routes/` folder may export. */
export interface FreshFsMod<State> {
  config?: RouteConfig;
  handler?: RouteHandler<unknown, State> | HandlerFn<unknown, State>[];
  handlers?: RouteHandler<unknown, State> | HandlerFn<unknown, State>[];
  default?: RouteComponent<State>;
  css?: string[];
}

/** A file of the `routes/` folder with its module. */
export interface FsRouteFile<State> {
  /** Path below `routes/` without the extension, from a slash. */
  id: string;
  filePath: string;
  mod: MaybeLazy<FreshFsMod<State>>;
  /** Pattern with groups, which decides the segment. */
  pattern: string;
  type: CommandType;
  /** Pattern without groups, which the router matches. */
  routePattern: string;
  overrideConfig?: RouteConfig | undefined;
}

/**
 * Turns route files into commands, in the given order.
 *
 * @throws {Error} if a module that is loaded already exports nothing of use.
 */
export function fsItemsToCommands<State>(
  items: FsRouteFile<State>[],
): Command<State>[] {
  return items.map(toCommand).filter((command) => command !== null);
}

function toCommand<State>(item: FsRouteFile<State>): Command<State> | null {
  const { filePath, mod, pattern } = item;
  if (item.type === CommandType.Route) return toRouteCommand(item);
  // Only routes are lazy: the others take part in requests to all files below them.
  if (typeof mod === "function") return null;

  const route = toRoute(filePath, mod);
  switch (item.type) {
    case CommandType.Middleware:
      return toMiddlewareCommand(item, mod);
    case CommandType.Layout:
      if (route.handler !== undefined) warn("Layout does not support handlers");
      if (route.component === undefined) return null;
      return newLayoutCmd(pattern, route.component, route.config, true);
    case CommandType.Error:
      return newErrorCmd(pattern, route, true);
    case CommandType.NotFound:
      return newNotFoundCmd(route);
    case CommandType.App:
      return route.component === undefined ? null : newAppCmd(route.component);
    default:
      throw new Error(
        `Cannot make a route of ${filePath}: unknown type "${item.type}"`,
      );
  }
}

function toMiddlewareCommand<State>(
  item: FsRouteFile<State>,
  mod: FreshFsMod<State>,
): Command<State> | null {
  const fns = mod.handlers ?? mod.handler ?? mod.default ?? null;
  if (fns === null) return null;
  if (isHandlerByMethod(fns)) {
    warn(
      `Middleware does not support object handlers with GET, POST, etc. in ${item.filePath}`,
    );
    return null;
  }
  const list = (Array.isArray(fns) ? fns : [fns]) as Middleware<State>[];
  return newMiddlewareCmd(item.pattern, list, true);
}

function toRouteCommand<State>(item: FsRouteFile<State>): Command<State> {
  const { filePath, mod, overrideConfig, pattern, routePattern } = item;
  if (typeof mod !== "function") {
    const route = toRoute(filePath, mod);
    const routeOverride = route.config?.routeOverride ?? routePattern;
    const config = { ...route.config, routeOverride };
    return newRouteCmd(pattern, { ...route, config }, config, false);
  }
  const load = async () => toRoute(filePath, await mod());
  const routeOverride = overrideConfig?.routeOverride ?? routePattern;
  const methods = overrideConfig?.methods ?? "ALL";
  return newRouteCmd(pattern, load, { methods, routeOverride }, false);
}

function toRoute<State>(
  filePath: string,
  mod: FreshFsMod<State>,
): Route<State> {
  if (!isFreshFile(mod)) {
    throw new Error(
      `Expected a route, middleware, layout or error template, but couldn't find relevant exports in: ${filePath}`,
    );
  }
  const handler = mod.handlers ?? mod.handler;
  if (typeof handler === "function" && handler.length > 1) {
    throw new Error(
      `Handlers must only have one argument but found more than one. Check the function signature in: ${filePath}`,
    );
  }
  return {
    config: mod.config,
    handler: handler as RouteHandler<unknown, State> | undefined,
    component: mod.default,
    css: mod.css,
  };
}

function isFreshFile(mod: unknown): boolean {
  if (mod === null || typeof mod !== "object") return false;
  const { default: component, config, handler, handlers } = mod as Record<
    string,
    unknown
  >;
  return typeof component === "function" || typeof config === "object" ||
    [handler, handlers].some((value) => typeof value === "object" || typeof value === "function");
}

function warn(message: string): void {
  // Whoever wrote the file has to see it, and nothing fails.
  // deno-lint-ignore no-console
  console.warn(
    `🍋 %c[WARNING] Unsupported route config: ${message}`,
    "color:rgb(251, 184, 0)",
  );
}
