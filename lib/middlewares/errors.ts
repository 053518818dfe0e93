import { type Context, HttpError } from "fresh";
import { ChatError, type ErrorCode, ERRORS } from "@/lib/chat/errors.ts";
import type { State } from "@/utils.ts";
import { isForPrograms, isTus } from "./for_programs.ts";
import { NotJson } from "./read_json.ts";
import { tusStatusOf } from "./tus.ts";

const CODES: Readonly<Record<number, ErrorCode>> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  413: "too_large",
  422: "invalid",
  429: "rate_limited",
  503: "unavailable",
};

/**
 * Turns what is thrown below into an answer: JSON for programs, else an `HttpError` for the error
 * page. What nobody foresaw is logged, and told to nobody else.
 */
export async function errors(ctx: Context<State>): Promise<Response> {
  try {
    return await ctx.next();
  } catch (error) {
    const status = statusOf(error, ctx.url.pathname);
    if (status >= 500) report(ctx, error, status);
    else noteRefusal(ctx, error, status);
    if (isForPrograms(ctx.url.pathname, ctx.req.headers)) return apiAnswer(error, status);
    throw error instanceof HttpError ? error : new HttpError(status, undefined, { cause: error });
  }
}

function statusOf(error: unknown, path: string): number {
  const special = isTus(path) ? tusStatusOf(error) : undefined;
  if (special !== undefined) return special;
  if (error instanceof NotJson) return error.status;
  if (error instanceof ChatError) return ERRORS[error.code].status;
  return error instanceof HttpError ? error.status : 500;
}

function apiAnswer(error: unknown, status: number): Response {
  const known = error instanceof ChatError ? error : undefined;
  const code = known?.code ?? CODES[status] ?? (status < 500 ? "invalid" : "internal");
  const message = known?.message ?? (status < 500 ? `HTTP ${status}` : "Something went wrong");
  const { field, afterMs } = known ?? {};
  const body = {
    code,
    message,
    ...(field === undefined ? {} : { field }),
    ...(afterMs === undefined ? {} : { afterMs }),
  };
  const headers = new Headers({ "cache-control": "no-store" });
  if (afterMs !== undefined) headers.set("retry-after", String(Math.ceil(afterMs / 1_000)));
  return Response.json({ error: body }, { status, headers });
}

function noteRefusal(ctx: Context<State>, error: unknown, status: number): void {
  const { log } = ctx.state.services;
  log.info("http.refused", {
    method: ctx.req.method,
    // The pattern, not the path: a path may hold what is nobody's business.
    route: ctx.route ?? undefined,
    status,
    why: error instanceof ChatError ? error.code : undefined,
    user: ctx.state.session?.user.id,
  });
}

function report(ctx: Context<State>, error: unknown, status: number): void {
  const cause = error instanceof ChatError ? error.cause ?? error : error;
  ctx.state.services.log.error("http.failed", {
    method: ctx.req.method,
    route: ctx.route ?? undefined,
    status,
    error: cause instanceof Error ? cause.name : typeof cause,
    // Where it happened, never what it said: a database's words may repeat a value.
    at: cause instanceof Error && status === 500 ? placeOf(cause) : undefined,
  });
}

function placeOf({ stack }: Error): string | undefined {
  return stack?.split("\n").find((line) => line.includes("file:"))?.match(/[^/]+:\d+:\d+/)?.[0];
}
