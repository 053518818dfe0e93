import { Invalid, NotFound } from "@/lib/chat/errors.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { OwnQuery, PageQuery } from "@/lib/chat/store.ts";

/** How long a poll may wait for news, in seconds: proxies give up on an answer after 30 or 60. */
const LONGEST_WAIT = 25;
const WHOLE = /^(0|[1-9]\d{0,15})$/;

const EXAMPLE = "2026-11-01T00:00:00.000Z";

type Params = Readonly<Record<string, string>>;

/**
 * The room that a path names by its id.
 *
 * @throws {NotFound} if it is no id: such a room is just not there
 */
export function roomOf(params: Params): number {
  return idOf(params, { name: "id", what: "the room" });
}

/** The person that a path names by their id. @throws {NotFound} if it is none */
export function personOf(params: Params): number {
  return idOf(params, { name: "id", what: "the person" });
}

/** The room and the member of it that a path names. @throws {NotFound} if either is none */
export function memberOf(params: Params): { room: number; user: number } {
  const room = roomOf(params);
  return { room, user: idOf(params, { name: "user", what: "the member" }) };
}

/** The id that a path has under a name. @throws {NotFound} if it is none; `what` is not there */
export function idOf(params: Params, { name, what }: { name: string; what: string }): number {
  const id = wholeNumber(params[name] ?? "");
  if (!id) throw new NotFound(what);
  return id;
}

/** The knock that a path names by its id. @throws {NotFound} if it is none */
export function knockOf(params: Params): number {
  return idOf(params, { name: "id", what: "the knock" });
}

/**
 * The message that a path names, by its room's id and its `seq`.
 *
 * @throws {NotFound} if either is none
 */
export function messageOf(params: Params): { room: number; seq: number } {
  const room = roomOf(params);
  return { room, seq: idOf(params, { name: "seq", what: "the message" }) };
}

/**
 * Which stretch of a room's history a query asks for.
 *
 * @throws {Invalid} if a number or the moment is none, or more than one of `before`, `after`,
 * `around`, `at` is there
 */
export function pageOf(query: URLSearchParams): PageQuery {
  const limit = limitOf(query);
  const before = numberOf(query, "before");
  const after = numberOf(query, "after");
  const around = numberOf(query, "around");
  const at = momentOf(query, "at");
  if ([before, after, around, at].filter((cursor) => cursor !== undefined).length > 1) {
    throw new Invalid("Cannot page: at most one of before, after, around, at allowed", {
      field: "before",
    });
  }
  if (after !== undefined) return { limit, after };
  if (around !== undefined) return { limit, around };
  if (at !== undefined) return { limit, at };
  return { limit, ...(before === undefined ? {} : { before }) };
}

/**
 * Which part of a list of one's own a query asks for.
 *
 * @throws {Invalid} if the number or the moment is none
 */
export function ownListOf(query: URLSearchParams): OwnQuery {
  const before = momentOf(query, "before");
  return { limit: limitOf(query), ...(before === undefined ? {} : { before }) };
}

/**
 * How far the client has its rooms, as in `hello`: `rooms=<id>:<rev>,…`, of a room given twice the
 * last.
 *
 * @throws {Invalid} if an entry is of another shape, or there are more than 500
 */
export function cursorsOf(query: URLSearchParams): Map<number, number> {
  const text = query.get("rooms") ?? "";
  const entries = text === "" ? [] : text.split(",", LIMITS.helloRooms + 1);
  if (entries.length > LIMITS.helloRooms) {
    throw new Invalid(`Cannot catch up: at most ${LIMITS.helloRooms} rooms allowed`, {
      field: "rooms",
    });
  }
  return new Map(entries.map(cursorOf));
}

/**
 * How long to wait for news, in milliseconds, at most 25 s; `undefined`: the client wants a stream.
 *
 * @throws {Invalid} if it is not a whole number
 */
export function waitOf(query: URLSearchParams): number | undefined {
  const seconds = numberOf(query, "wait");
  return seconds === undefined ? undefined : Math.min(seconds, LONGEST_WAIT) * 1_000;
}

function cursorOf(entry: string): [room: number, rev: number] {
  const [room, rev] = entry.split(":").map(wholeNumber);
  if (!room || rev === undefined || entry.split(":").length > 2) {
    throw new Invalid("Cannot catch up: rooms is not a list of <id>:<rev>", { field: "rooms" });
  }
  return [room, rev];
}

/**
 * How many of a list a query asks for, 50 unless it says, and after which of them.
 *
 * @throws {Invalid} if a number is none
 */
export function listOf(query: URLSearchParams): { limit: number; after: number | undefined } {
  return { limit: limitOf(query), after: numberOf(query, "after") };
}

/**
 * A whole number that a query may have under this name.
 *
 * @throws {Invalid} if it is none
 */
export function numberOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = wholeNumber(text);
  if (value === undefined) throw unfit(name);
  return value;
}

/**
 * A moment that a query may have under this name, in milliseconds since the epoch.
 *
 * @throws {Invalid} if it is none, as the wire writes it
 */
function momentOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const at = Date.parse(text);
  // Written back it must be the same: the 31st of November is taken for a December day.
  if (Number.isNaN(at) || new Date(at).toISOString() !== text) {
    throw new Invalid(`Cannot take the request: ${name} is no moment like ${EXAMPLE}`, {
      field: name,
    });
  }
  return at;
}

function limitOf(query: URLSearchParams): number {
  const limit = Math.min(numberOf(query, "limit") ?? LIMITS.page, LIMITS.pageMax);
  if (limit < 1) throw unfit("limit");
  return limit;
}

function wholeNumber(text: string): number | undefined {
  const value = WHOLE.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

function unfit(field: string): Invalid {
  return new Invalid(`Cannot take the request: ${field} is not a whole number`, { field });
}
