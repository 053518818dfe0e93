import { LIMITS } from "@/lib/chat/limits.ts";
import { isMessage } from "./model_shapes.ts";
import { isCursor, listOf, shapeOf } from "./shape.ts";
import type { LoadedPage } from "./timeline.ts";

/** A dead network answers nothing, and a browser keeps only few requests to one host. */
const ANSWER_WITHIN = 10_000;

type Page = Omit<LoadedPage, "more">;

const fitsPage = shapeOf<Page>({ messages: listOf(isMessage), rev: isCursor });

function isPage(json: unknown): json is Page {
  return fitsPage(json);
}

/** The server did not give a page; `status` is that of HTTP. */
export class HistoryError extends Error {
  override readonly name = "HistoryError";

  constructor(readonly status: number) {
    super(`Cannot load messages: the server answered ${status}`);
  }
}

/** Loads the last page of a room, or the one before the message `before`. */
export async function loadPage(room: number, before?: number): Promise<LoadedPage> {
  const query = before === undefined ? "" : `&before=${before}`;
  const response = await fetch(
    `/api/v1/rooms/${room}/messages?limit=${LIMITS.page}${query}`,
    { headers: { accept: "application/json" }, signal: AbortSignal.timeout(ANSWER_WITHIN) },
  );
  if (!response.ok) throw new HistoryError(response.status);
  const page: unknown = await response.json();
  // Whatever stands between here and the server has answered in its place.
  if (!isPage(page)) throw new HistoryError(502);
  const { messages, rev } = page;
  return { messages, rev, more: messages.length === LIMITS.page };
}

/** Whether the server says that nobody is signed in here; not knowing is not saying. */
export async function isSignedOut(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN);
    return (await fetch("/api/v1/me", { signal })).status === 401;
  } catch {
    return false;
  }
}
