import { type Command, CommandType, type RouteCommand, routeMethods } from "./commands.ts";
import { isHandlerByMethod } from "./handlers.ts";
import type { MaybeLazyMiddleware, Middleware } from "./middlewares/mod.ts";
import { mergePath, type Method, METHODS, type Router } from "./router.ts";
import {
  getOrCreateSegment,
  newSegment,
  refuseMethod,
  renderRoute,
  type Segment,
  segmentToMiddlewares,
} from "./segments.ts";
import type { Lazy, Route } from "./types.ts";

type Chain<State> = MaybeLazyMiddleware<State>[];

/**
 * Fills the router from commands, in their order, and returns the chain that runs when nothing
 * matches.
 */
export function applyCommands<State>(
  router: Router<Chain<State>>,
  commands: Command<State>[],
  basePath: string,
): { rootMiddlewares: Chain<State> } {
  const root = newSegment<State>("", null);
  applyBelow(root, router, commands, basePath);
  return { rootMiddlewares: segmentToMiddlewares(root) };
}

function applyBelow<State>(
  root: Segment<State>,
  router: Router<Chain<State>>,
  commands: Command<State>[],
  basePath: string,
): void {
  for (const cmd of commands) {
    if (cmd.type === CommandType.NotFound) {
      root.notFound = cmd.fn;
      continue;
    }
    if (cmd.type === CommandType.App) {
      root.app = cmd.component;
      continue;
    }
    if (cmd.type === CommandType.FsRoute) {
      applyBelow(
        root,
        router,
        cmd.getItems(),
        mergePath(basePath, cmd.pattern, true),
      );
      continue;
    }

    const segment = getOrCreateSegment(
      root,
      cmd.pattern,
      cmd.includeLastSegment,
    );
    switch (cmd.type) {
      case CommandType.Middleware:
        segment.middlewares.push(...cmd.fns);
        break;
      case CommandType.Error:
        segment.errorRoute = cmd.item;
        break;
      case CommandType.Layout:
        segment.layout = { component: cmd.component, config: cmd.config };
        break;
      case CommandType.Route:
        addRoute(router, segment, cmd, basePath);
        break;
      case CommandType.Handler: {
        const chain = [...segmentToMiddlewares(segment), ...cmd.fns];
        const path = mergePath(basePath, cmd.pattern, false);
        addChain(
          router,
          cmd.method === "ALL" ? METHODS : [cmd.method],
          path,
          chain,
        );
      }
    }
  }
}

function addRoute<State>(
  router: Router<Chain<State>>,
  segment: Segment<State>,
  cmd: RouteCommand<State>,
  basePath: string,
): void {
  const { route, config, pattern } = cmd;
  const chain = segmentToMiddlewares(segment);
  if (typeof route === "function") {
    const methods = config?.methods ?? "ALL";
    const path = mergePath(basePath, config?.routeOverride ?? pattern, false);
    addChain(router, methods === "ALL" ? METHODS : methods, path, [
      ...chain,
      renderLazy(route),
    ]);
    return;
  }
  const override = route.config?.routeOverride ?? config?.routeOverride;
  const path = mergePath(basePath, override ?? pattern, false);
  addChain(router, routeMethods(route), path, [
    ...chain,
    (ctx) => renderRoute(ctx, route),
  ]);
}

function addChain<State>(
  router: Router<Chain<State>>,
  methods: readonly Method[],
  path: string,
  chain: Chain<State>,
): void {
  for (const method of methods) router.add(method, path, chain);
}

// Which methods a lazy route has is known only once it is loaded, so it is registered for all and
// refuses the others itself.
function renderLazy<State>(load: Lazy<Route<State>>): Middleware<State> {
  let loading: Promise<Route<State>> | undefined;
  // A failed import must not stick: the next request tries again.
  const loadOnce = () => {
    return loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    });
  };

  return async (ctx) => {
    const route = await loadOnce();
    const { method } = ctx.req;
    if (isHandlerByMethod(route.handler)) {
      const methods: readonly string[] = routeMethods(route);
      const known = methods.includes(method) ||
        (method === "HEAD" && methods.includes("GET"));
      if (!known) return refuseMethod(method, [...methods]);
    }
    return await renderRoute(ctx, route);
  };
}
