import type { HandlerByMethod, HandlerFn, RouteHandler } from "./handlers.ts";
import type { Middleware } from "./middlewares/mod.ts";
import type { RouteComponent } from "./segments.ts";

/** Identity functions that give route files their types. Made by {@linkcode createDefine}. */
export interface Define<State> {
  /** Types the `handler` export of a route; the data type follows from what it returns. */
  handlers<
    Data,
    Handlers extends RouteHandler<Data, State> = RouteHandler<Data, State>,
  >(
    handlers: Handlers,
  ): typeof handlers;

  /** Types the page component, async or not; `define.page<typeof handler>` knows the handler's data. */
  page<
    // Any data: it is inferred from the handler on the next line.
    // deno-lint-ignore no-explicit-any
    Handler extends RouteHandler<any, State> = never,
    Data = Handler extends HandlerFn<infer D, State> ? D
      : Handler extends HandlerByMethod<infer D, State> ? D
      : never,
  >(render: RouteComponent<State, Data>): typeof render;

  /** Types a middleware, or an array of them. */
  middleware<M extends Middleware<State> | Middleware<State>[]>(
    middleware: M,
  ): typeof middleware;

  /** Types a layout component. */
  layout(render: RouteComponent<State>): typeof render;
}

/**
 * Makes the define functions of an app, once, where its state is declared.
 *
 * @typeParam State what middlewares put into `ctx.state`.
 *
 * @example
 * ```tsx
 * import { createDefine } from "fresh";
 * export const define = createDefine<{ name: string }>();
 * export default define.page((props) => <h1>{props.state.name}</h1>);
 * ```
 */
export function createDefine<State>(): Define<State> {
  return {
    handlers: (handlers) => handlers,
    page: (render) => render,
    layout: (render) => render,
    middleware: (middleware) => middleware,
  };
}
