import { LIMITS } from "@/lib/chat/limits.ts";
import type { Message } from "@/lib/chat/model.ts";
import type { Replies } from "@/lib/chat/store.ts";
import { HistoryError } from "./history_error.ts";
import { isMessage } from "./model_shapes.ts";
import { isCursor, isId, listOf, maybe, shapeOf } from "./shape.ts";
import type { LoadedPage, Place } from "./timeline.ts";

/** A dead network answers nothing, and a browser keeps only few requests to one host. */
const ANSWER_WITHIN = 10_000;

type Page = Omit<LoadedPage, "more" | "newer">;

const fitsPage = shapeOf<Page>({
  messages: listOf(isMessage),
  rev: isCursor,
  origins: maybe(listOf(isMessage)),
  replies: maybe(listOf(shapeOf<Replies>({ seq: isId, by: listOf(isId) }))),
});

function isPage(json: unknown): json is Page {
  return fitsPage(json);
}

/**
 * Loads a stretch of a room's history, of at most `limit` messages.
 *
 * @throws {HistoryError} if the server does not give it
 */
export async function loadPage(
  room: number,
  place: Place = {},
  limit: number = LIMITS.page,
): Promise<LoadedPage> {
  const response = await fetch(
    `/api/v1/rooms/${room}/messages?${queryOf({ ...place, limit })}`,
    { headers: { accept: "application/json" }, signal: AbortSignal.timeout(ANSWER_WITHIN) },
  );
  if (!response.ok) throw new HistoryError(response.status);
  const page: unknown = await response.json();
  // Whatever stands between here and the server has answered in its place.
  if (!isPage(page)) throw new HistoryError(502);
  return { ...page, ...edgesOf(page.messages, place, limit) };
}

/** A place as the server is asked for it. */
export function queryOf(place: Place & { limit?: number }): string {
  return Object.entries({ limit: LIMITS.page, ...place }).map((pair) => pair.join("=")).join("&");
}

/** Whether there may be something before and after a page of at most `limit` messages. */
export function edgesOf(
  { length }: readonly Message[],
  place: Place,
  limit: number,
): { more: boolean; newer: boolean } {
  const isLast = Object.keys(place).length === 0;
  return {
    more: length === limit || !isLast && !("before" in place),
    newer: !isLast && (length === limit || !("after" in place)),
  };
}
