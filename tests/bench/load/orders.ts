import type { DayOptions } from "./day.ts";
import type { Delay } from "./delay.ts";
import type { FloodOptions, GroupOptions, PaceOptions, Talked } from "./group.ts";
import type { Asked, PagesOptions } from "./pages.ts";

/** What the process that makes the load can be told to do, and what it answers. */
export interface Orders {
  /** Opens sockets under a name; milliseconds until all are in. */
  open: { asks: GroupOptions & { group: string }; answers: number };
  /** Opens sockets that are behind; milliseconds until all have heard so many messages in all. */
  storm: { asks: GroupOptions & { group: string; missing: number }; answers: number };
  flood: { asks: FloodOptions & { group: string }; answers: Talked };
  pace: { asks: PaceOptions & { group: string }; answers: Talked };
  turns: { asks: { group: string; messages: number }; answers: Talked };
  /** The `rev` up to which the first of the sockets has heard all. */
  seen: { asks: { group: string }; answers: number };
  /** A day of a school: see `Day`. */
  day: { asks: DayOptions & { group: string }; answers: Delay };
  close: { asks: { group: string }; answers: null };
  pages: { asks: PagesOptions; answers: Asked };
}

/** One order, with the number under which it is answered. */
export type Order = {
  [Name in keyof Orders]: { n: number; name: Name; asks: Orders[Name]["asks"] };
}[keyof Orders];

/** What was asked for, or why it could not be had. */
export interface Answer {
  n: number;
  answer?: unknown;
  failure?: string;
}
