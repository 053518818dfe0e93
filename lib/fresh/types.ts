import type { HandlerFn, RouteHandler } from "./handlers.ts";
import type { Method } from "./router.ts";
import type { RouteComponent } from "./segments.ts";

/** A value that is loaded when it is first needed. */
export type Lazy<T> = () => Promise<T>;

/** A value, or a function that loads it. */
export type MaybeLazy<T> = T | Lazy<T>;

/** What a layout, or a page, takes over from the folders above. */
export interface LayoutConfig {
  /** Render without the app wrapper. */
  skipAppWrapper?: boolean | undefined;
  /** Render without the layouts of the folders above. */
  skipInheritedLayouts?: boolean | undefined;
}

/** The `config` export of a route file. */
export interface RouteConfig extends LayoutConfig {
  /** A `URLPattern` path that replaces the one which follows from the file name. */
  routeOverride?: string | undefined;
  /** Accepted for compatibility; use the `csp` middleware. */
  csp?: boolean | undefined;
  /** Methods a lazy route is registered for. Default: `"ALL"`. */
  methods?: "ALL" | Method[] | undefined;
}

/** A route: what answers it and what renders the answer. */
export interface Route<State> {
  // deno-lint-ignore no-explicit-any -- the data type of a route is known to its own file only
  component?: RouteComponent<State, any> | undefined;
  config?: RouteConfig | undefined;
  // deno-lint-ignore no-explicit-any -- as above
  handler?: RouteHandler<any, State> | HandlerFn<any, State> | undefined;
  css?: string[] | undefined;
}
