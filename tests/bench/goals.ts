import { NAMES } from "./names.ts";
import type { Results } from "./results.ts";
import { COLD } from "./scenes/cold_start.ts";
import { ACKED } from "./scenes/durable_sends.ts";
import { deliveredTo, oneBy } from "./scenes/fan_out.ts";
import { IDLE } from "./scenes/idle_sockets.ts";
import { ON_THE_WAY } from "./scenes/one_sender.ts";
import { WEIGHED } from "./scenes/page_weight.ts";
import { among, PAST } from "./scenes/past.ts";
import { PAGES, PAGES_AT_HALF } from "./scenes/room_page.ts";
import { AT_SEVENTY } from "./scenes/seventy.ts";
import { STORM } from "./scenes/storm.ts";
import { IN_TWO_ROOMS } from "./scenes/two_rooms.ts";

/** One figure of ours, and where it is to be. */
export interface Goal {
  what: string;
  of: string;
  /** The figure, or one of them whichever is higher, that ours is divided by or added to. */
  against?: readonly string[];
  /** What the ratio, or the figure where there is nothing to divide by, is to be at least or at most. */
  least?: number;
  most?: number;
  /** At most that of the other and so much more. */
  plus?: number;
}

/** A goal, and how far we are. */
export interface Judged extends Goal {
  unit: string;
  ours: number;
  theirs: number | undefined;
  ratio: number | undefined;
  isMet: boolean;
}

const SIZES = ["SQLite", "MySQL"] as const;

/** What is to be reached. */
export const GOALS: readonly Goal[] = [
  ...[NAMES.shared, NAMES.alone].flatMap((of) => [
    ...[100, 1_000].flatMap((size): Goal[] => [
      { what: deliveredTo(size), of, against: [NAMES.bare], least: 3 },
      { what: deliveredTo(size), of, against: [NAMES.peer], least: 6 },
    ]),
    { what: deliveredTo(10), of, against: [NAMES.bare], least: 0.5 },
    { what: deliveredTo(10), of, against: [NAMES.peer], least: 2 },
    { what: oneBy(100), of, against: [NAMES.peer], least: 1.5 },
  ]),
  {
    what: ACKED,
    of: NAMES.shared,
    against: [NAMES.writer(100), NAMES.writer(500)],
    least: 0.35,
  },
  { what: ACKED, of: NAMES.shared, against: [NAMES.peer], least: 6 },
  { what: `${ON_THE_WAY}: p50`, of: NAMES.two, against: ["one INSERT"], plus: 3 },
  { what: `${ON_THE_WAY}: p99`, of: NAMES.two, against: ["one INSERT"], plus: 10 },
  { what: AT_SEVENTY, of: NAMES.shared, most: 25 },
  { what: AT_SEVENTY, of: NAMES.shared, against: [NAMES.peer], most: 1 },
  { what: IDLE, of: NAMES.alone, against: [NAMES.bare], most: 1.3 },
  { what: STORM, of: NAMES.shared, most: 2_000 },
  { what: STORM, of: NAMES.alone, most: 2_000 },
  { what: PAGES, of: NAMES.alone, against: ["a constant page"], least: 0.15 },
  { what: PAGES_AT_HALF, of: NAMES.alone, most: 15 },
  ...WEIGHED.map(({ what, most }) => ({ what, of: NAMES.alone, most })),
  { what: IN_TWO_ROOMS, of: NAMES.two, against: [NAMES.shared], least: 1.6 },
  ...SIZES.flatMap((store): Goal[] => [
    { what: PAST.page, of: among(1_000_000, store), against: [among(10_000, store)], most: 1.5 },
    { what: PAST.common, of: among(1_000_000, store), against: [among(10_000, store)], most: 3 },
    { what: PAST.rare, of: among(1_000_000, store), against: [among(10_000, store)], most: 3 },
  ]),
  { what: COLD, of: NAMES.alone, most: 1_000 },
];

/** How far one run is, goal by goal; what was not measured is left out. */
export function judge(results: Results): Judged[] {
  return GOALS.flatMap((goal) => {
    const { what, of, against = [] } = goal;
    const ours = results.median(what, of);
    const theirs = against.flatMap((one) => results.median(what, one) ?? []);
    if (ours === undefined || theirs.length < against.length) return [];
    const high = theirs.length > 0 ? Math.max(...theirs) : undefined;
    const unit = results.unitOf(what, of);
    return [{ ...goal, unit, ours, theirs: high, ...met(goal, ours, high) }];
  });
}

function met(
  { least = -Infinity, most = Infinity, plus }: Goal,
  ours: number,
  theirs: number | undefined,
): { ratio: number | undefined; isMet: boolean } {
  const ratio = theirs === undefined ? undefined : ours / theirs;
  if (plus !== undefined) return { ratio, isMet: ours <= (theirs ?? NaN) + plus };
  const judged = ratio ?? ours;
  return { ratio, isMet: judged >= least && judged <= most };
}
