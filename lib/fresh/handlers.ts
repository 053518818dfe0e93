import type { Context } from "./context.ts";
import type { Method } from "./router.ts";

/** What a handler returns to have its page component rendered. Made by {@linkcode page}. */
export interface PageResponse<T> {
  /** Becomes `props.data` of the page component. */
  data: T;
  headers?: HeadersInit | undefined;
  /** Default: 200. */
  status?: number | undefined;
}

/** Status and headers of a rendered page. */
export interface PageOptions {
  headers?: HeadersInit | undefined;
  status?: number | undefined;
}

/**
 * Hands data to the page component of the same route.
 *
 * @example Render a form again with what was wrong
 * ```tsx
 * import { createDefine, page } from "fresh";
 * export const define = createDefine<unknown>();
 *
 * export const handler = define.handlers({
 *   GET: () => page({ wrong: "" }),
 *   POST: () => page({ wrong: "Name is empty" }, { status: 422 }),
 * });
 * export default define.page<typeof handler>(({ data }) => <p>{data.wrong}</p>);
 * ```
 */
export function page<T>(data: T, options?: PageOptions): PageResponse<T>;
export function page(): PageResponse<undefined>;
export function page<T>(
  data?: T,
  options?: PageOptions,
): PageResponse<T | undefined> {
  return { data, headers: options?.headers, status: options?.status };
}

/** Answers a request itself, or hands data to the page component. */
export interface HandlerFn<Data, State> {
  (
    ctx: Context<State>,
  ): Response | PageResponse<Data> | Promise<Response | PageResponse<Data>>;
}

/** One handler for each method; HEAD falls back to GET. */
export type HandlerByMethod<Data, State> = {
  [M in Method]?: HandlerFn<Data, State>;
};

/** The `handler` (or `handlers`) export of a route: one function for all methods, or an object. */
export type RouteHandler<Data, State> =
  | HandlerFn<Data, State>
  | HandlerByMethod<Data, State>;

/** The data type of a handler. */
// The state is of no interest here, and a handler takes it as an argument.
// deno-lint-ignore no-explicit-any
export type RouteData<Handler extends RouteHandler<any, any>> = Handler extends // deno-lint-ignore no-explicit-any
RouteHandler<infer Data, any> ? Data
  : never;

/** Tells handlers by method from a single function (or an array of middlewares). */
export function isHandlerByMethod<D, S>(
  handler: unknown,
): handler is HandlerByMethod<D, S> {
  return handler !== null && typeof handler === "object" &&
    !Array.isArray(handler);
}
