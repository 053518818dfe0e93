/** @jsxRuntime automatic @jsxImportSource preact */
import { renderToString } from "preact-render-to-string";
import { DEV_ERROR_OVERLAY_URL } from "../../../constants.ts";
import type { Context } from "../../../context.ts";
import { statusOf } from "../../../error.ts";
import type { Middleware } from "../../../middlewares/mod.ts";
import { nonceOf } from "../../../nonce.ts";
import { answerError } from "../../../request_handler.ts";
import { errorPage } from "./error_page.tsx";

const FRAME_STYLE =
  "#fresh-error-overlay{position:fixed;inset:0;width:100%;height:100%;border:0;z-index:2147483647}";

/**
 * In development, has browsers show an error of 500 or above on top of the page: one that was
 * thrown, and one in `ctx.error` that the app has answered.
 */
export function devErrorOverlay<State>(): Middleware<State> {
  return async (ctx) => {
    const { basePath } = ctx.config;
    if (ctx.url.pathname === basePath + DEV_ERROR_OVERLAY_URL) return errorPage(ctx.url);
    try {
      const res = await ctx.next();
      return isShown(ctx) ? await withOverlay(res, ctx.error, basePath) : res;
    } catch (error) {
      if (!isShown(ctx)) throw error;
      return await withOverlay(answerError(error), error, basePath);
    }
  };
}

function isShown<State>({ config, error, req }: Context<State>): boolean {
  return config.mode === "development" && error !== null && statusOf(error) >= 500 &&
    (req.headers.get("accept")?.includes("text/html") ?? false);
}

async function withOverlay(res: Response, error: unknown, basePath: string): Promise<Response> {
  const src = `${basePath}${DEV_ERROR_OVERLAY_URL}?${new URLSearchParams(describe(error))}`;
  const nonce = nonceOf(res);
  const overlay = renderToString(
    <>
      <iframe id="fresh-error-overlay" src={src} />
      <style {...(nonce === undefined ? {} : { nonce })}>{FRAME_STYLE}</style>
    </>,
  );

  const isHtml = res.headers.get("content-type")?.startsWith("text/html");
  const text = await res.text();
  const page = isHtml ? text : renderToString(<pre>{text}</pre>);
  const headers = new Headers(res.headers);
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.delete("Content-Length");
  return new Response(page + overlay, { status: res.status, headers });
}

function describe(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { message: String(error) };
  return { message: error.message, stack: error.stack ?? "" };
}
