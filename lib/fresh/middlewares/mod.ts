import type { Context } from "../context.ts";

/** Takes part in answering a request: answers itself, or returns what `ctx.next()` gives. */
export type MiddlewareFn<State> = (
  ctx: Context<State>,
) => Response | Promise<Response>;

/**
 * A middleware.
 *
 * @example Time every request
 * ```ts
 * import { App } from "fresh";
 * const app = new App().use(async (ctx) => {
 *   const start = performance.now();
 *   const res = await ctx.next();
 *   res.headers.set("Server-Timing", `app;dur=${performance.now() - start}`);
 *   return res;
 * });
 * ```
 */
export type Middleware<State> = MiddlewareFn<State>;

/** A middleware, or a function that loads it at the first request. */
export type MaybeLazyMiddleware<State> = (
  ctx: Context<State>,
) => Response | Promise<Response | Middleware<State>>;

/**
 * Runs a chain of middlewares. The last one's `ctx.next()` is what `ctx.next` was on entry.
 * What is thrown is put into `ctx.error` on its way up.
 *
 * A lazy middleware is loaded once and then replaced in `middlewares`, which is why the array is
 * shared by all requests and must hold no state of any of them.
 */
export function runMiddlewares<State>(
  middlewares: MaybeLazyMiddleware<State>[],
  ctx: Context<State>,
  onError?: (error: unknown) => void,
): Promise<Response> {
  const tail = ctx.next;

  async function runFrom(index: number): Promise<Response> {
    const fn = middlewares[index];
    try {
      if (fn === undefined) return await tail();
      ctx.next = () => runFrom(index + 1);
      const result = await fn(ctx);
      if (typeof result !== "function") return result;
      middlewares[index] = result;
      return await result(ctx);
    } catch (error) {
      if (ctx.error !== error) {
        ctx.error = error;
        onError?.(error);
      }
      throw error;
    }
  }
  return runFrom(0);
}
