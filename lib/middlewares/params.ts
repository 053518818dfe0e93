import { Invalid, NotFound } from "@/lib/chat/errors.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { PageQuery } from "@/lib/chat/store.ts";

const WHOLE = /^(0|[1-9]\d{0,15})$/;

/**
 * The room that a path names by its id.
 *
 * @throws {NotFound} if it is no id: such a room is just not there
 */
export function roomOf(params: Readonly<Record<string, string>>): number {
  const id = wholeNumber(params["id"] ?? "");
  if (!id) throw new NotFound("the room");
  return id;
}

/**
 * The message that a path names, by its room's id and its `seq`.
 *
 * @throws {NotFound} if either is none
 */
export function messageOf(params: Readonly<Record<string, string>>): { room: number; seq: number } {
  const room = roomOf(params);
  const seq = wholeNumber(params["seq"] ?? "");
  if (!seq) throw new NotFound("the message");
  return { room, seq };
}

/**
 * Which stretch of a room's history a query asks for.
 *
 * @throws {Invalid} if a number is none, or more than one of `before`, `after`, `around` is there
 */
export function pageOf(query: URLSearchParams): PageQuery {
  const limit = Math.min(numberOf(query, "limit") ?? LIMITS.page, LIMITS.pageMax);
  if (limit < 1) throw unfit("limit");
  const before = numberOf(query, "before");
  const after = numberOf(query, "after");
  const around = numberOf(query, "around");
  if ([before, after, around].filter((cursor) => cursor !== undefined).length > 1) {
    throw new Invalid("Cannot page: at most one of before, after, around allowed", {
      field: "before",
    });
  }
  if (after !== undefined) return { limit, after };
  if (around !== undefined) return { limit, around };
  return { limit, ...(before === undefined ? {} : { before }) };
}

function numberOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = wholeNumber(text);
  if (value === undefined) throw unfit(name);
  return value;
}

function wholeNumber(text: string): number | undefined {
  const value = WHOLE.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

function unfit(field: string): Invalid {
  return new Invalid(`Cannot page: ${field} is not a whole number`, { field });
}
