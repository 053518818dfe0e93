import { skeletonOf } from "./skeleton.ts";

/**
 * Folds a name to its key: what looks like it to the eye, in whatever case, has the same one (see
 * {@link skeletonOf}), and white space counts as one space a run and none at the ends. Two people
 * cannot have names with one key. A key is its own key. Takes linear time, and any string at all.
 */
export function foldName(name: string): string {
  return skeletonOf(name).replace(/\p{White_Space}+/gu, " ").trim();
}
