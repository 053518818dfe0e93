import type { AnyComponent } from "preact";
import { type Context, getInternals } from "./context.ts";
import { HttpError, statusOf } from "./error.ts";
import { type HandlerFn, isHandlerByMethod, type PageResponse } from "./handlers.ts";
import type { MaybeLazyMiddleware, Middleware } from "./middlewares/mod.ts";
import { type AsyncAnyComponent, type PageProps, renderRouteComponent } from "./render.ts";
import { type Method, patternToSegments } from "./router.ts";
import type { LayoutConfig, Route } from "./types.ts";

/** A page, layout, error or app component, sync or async. */
export type RouteComponent<State, Data = unknown> =
  | AnyComponent<PageProps<Data, State>>
  | AsyncAnyComponent<PageProps<Data, State>>;

/** What applies to a part of the path and to everything below it. */
export interface Segment<State> {
  readonly pattern: string;
  readonly parent: Segment<State> | null;
  readonly children: Map<string, Segment<State>>;
  readonly middlewares: MaybeLazyMiddleware<State>[];
  layout:
    | { component: RouteComponent<State>; config: LayoutConfig | undefined }
    | null;
  app: RouteComponent<State> | null;
  errorRoute: Route<State> | null;
  notFound: Middleware<State> | null;
}

/** Makes an empty segment. */
export function newSegment<State>(
  pattern: string,
  parent: Segment<State> | null,
): Segment<State> {
  return {
    pattern,
    parent,
    children: new Map(),
    middlewares: [],
    layout: null,
    app: null,
    errorRoute: null,
    notFound: null,
  };
}

/** Finds the segment of a pattern below `root`, making those that are missing. */
export function getOrCreateSegment<State>(
  root: Segment<State>,
  path: string,
  includeLast: boolean,
): Segment<State> {
  let current = root;
  for (
    const name of patternToSegments(path, root.pattern, includeLast).slice(1)
  ) {
    let child = current.children.get(name);
    if (child === undefined) {
      child = newSegment(name, current);
      current.children.set(name, child);
    }
    current = child;
  }
  return current;
}

/** The chain from the root down to a segment, with what is registered up to now. */
export function segmentToMiddlewares<State>(
  segment: Segment<State>,
): MaybeLazyMiddleware<State>[] {
  const path: Segment<State>[] = [];
  for (
    let seg: Segment<State> | null = segment;
    seg !== null;
    seg = seg.parent
  ) path.unshift(seg);
  const root = path[0] ?? segment;
  return path.flatMap((seg) => [enterSegment(seg, root), ...seg.middlewares]);
}

// Copies layout, app and error route now: what is registered later must not apply to this chain.
// Only `notFound` is read from the root when it is needed.
function enterSegment<State>(
  segment: Segment<State>,
  root: Segment<State>,
): Middleware<State> {
  const { layout, app, errorRoute } = segment;

  return async function insideSegment(ctx) {
    const internals = getInternals(ctx);
    const before = { ...internals };
    if (app !== null) internals.app = app;
    if (layout !== null) {
      if (layout.config?.skipAppWrapper) internals.app = null;
      const inherited = layout.config?.skipInheritedLayouts ? [] : internals.layouts;
      internals.layouts = [...inherited, {
        component: layout.component,
        data: null,
      }];
    }

    try {
      return await ctx.next();
    } catch (error) {
      const status = statusOf(error);
      if (root.notFound !== null && status === 404) {
        return await root.notFound(ctx);
      }
      if (errorRoute !== null) {
        return await renderRoute(ctx, errorRoute, status);
      }
      throw error;
    } finally {
      Object.assign(internals, before);
    }
  };
}

/** Runs the handler of a route and, unless it answers itself, renders the component. */
export async function renderRoute<State>(
  ctx: Context<State>,
  route: Route<State>,
  status = 200,
): Promise<Response> {
  const internals = getInternals(ctx);
  const before = { ...internals };
  if (route.config?.skipAppWrapper) internals.app = null;
  if (route.config?.skipInheritedLayouts) internals.layouts = [];
  if (route.css !== undefined) internals.styles = route.css;

  try {
    const handler = pickHandler(route, ctx.req.method.toUpperCase() as Method);
    if (handler === null) return await ctx.next();
    const result = await handler(ctx);
    return result instanceof Response ? result : await renderPage(ctx, route, result, status);
  } finally {
    Object.assign(internals, before);
  }
}

function pickHandler<State>(
  route: Route<State>,
  method: Method,
): HandlerFn<unknown, State> | null {
  const { handler } = route;
  if (!isHandlerByMethod<unknown, State>(handler)) {
    return handler as HandlerFn<unknown, State>;
  }
  return handler[method] ?? (method === "HEAD" ? handler.GET : undefined) ??
    null;
}

async function renderPage<State>(
  ctx: Context<State>,
  route: Route<State>,
  result: PageResponse<unknown> | undefined,
  status: number,
): Promise<Response> {
  if (result === null || typeof result !== "object") {
    throw new Error(
      `Expected a "Response" instance to be returned, but got: ${result}`,
    );
  }
  const init = {
    status: result.status ?? status,
    headers: new Headers(result.headers),
  };
  if (route.component === undefined) return await ctx.render(null, init);

  const def = { component: route.component, data: result.data };
  const vnode = await renderRouteComponent(ctx, def, () => null);
  return vnode instanceof Response ? vnode : await ctx.render(vnode, init);
}

/** The answer to a method which a route does not have: the list of those it has, or 405. */
export function refuseMethod(method: string, allowed: string[]): Response {
  if (method !== "OPTIONS") throw new HttpError(405);
  return new Response(null, {
    status: 204,
    headers: { Allow: allowed.join(", ") },
  });
}
