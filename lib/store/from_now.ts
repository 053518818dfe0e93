import { type RawBuilder, sql } from "kysely";
import type { Engine } from "./engine.ts";

/** So many seconds from now, or ago if negative, in milliseconds since the epoch. */
export function fromNow({ now }: Engine, seconds: number): RawBuilder<number> {
  return sql<number>`${now} + ${seconds * 1_000}`;
}
