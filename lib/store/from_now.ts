import { type RawBuilder, sql } from "kysely";
import type { Engine } from "./engine.ts";

/** So many seconds from now, or ago if negative, in milliseconds since the epoch. */
export function fromNow(engine: Engine, seconds: number): RawBuilder<number> {
  return msFromNow(engine, seconds * 1_000);
}

/** The same, of milliseconds. */
export function msFromNow({ now }: Engine, ms: number): RawBuilder<number> {
  return sql<number>`${now} + ${ms}`;
}
