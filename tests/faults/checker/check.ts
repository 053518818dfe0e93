import type { Evidence, Finding } from "../record/evidence.ts";
import { doubled } from "./doubled.ts";
import { lost } from "./lost.ts";
import { phantom } from "./phantom.ts";
import { reordered } from "./reordered.ts";
import { stale } from "./stale.ts";
import { undone } from "./undone.ts";

const CHECKS = [lost, doubled, reordered, phantom, undone, stale];

/** All that went wrong in an episode, by what everybody was told and saw and what is stored. */
export function check(evidence: Evidence): Finding[] {
  return CHECKS.flatMap((find) => find(evidence));
}
