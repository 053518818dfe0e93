import type { Ids, Kind } from "./scene.ts";

/** One row: a call, and what it answers to each column. */
export interface Row {
  /** `METHOD /path`, as it is published. */
  call: string;
  /** What tells it from another row of the same call. */
  what?: string;
  /** The room that it is about. */
  in?: Kind;
  /** What it does can be done once: each cell has a scene of its own. */
  fresh?: true;
  query?: (ids: Ids) => string;
  body?: (ids: Ids) => unknown;
  headers?: Record<string, string>;
  /** Which person `{id}` or `{user}` names. */
  who?: "author" | "victim" | "stranger" | "host" | "newcomer" | "missing";
  /** It ends the session: done with the spare one. */
  spare?: true;
  /** Statuses: guest, member, other, owner, moderator, host, banned, out. */
  expect: string;
}
