import * as z from "zod/mini";
import { LIMITS } from "@/lib/chat/limits.ts";
import { Cursor, Message } from "@/lib/chat/model.ts";
import type { LoadedPage } from "./timeline.ts";

/** A dead network answers nothing, and a browser keeps only few requests to one host. */
const ANSWER_WITHIN = 10_000;

const Page = z.object({ messages: z.array(Message), rev: Cursor });

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
  const { messages, rev } = Page.parse(await response.json());
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
