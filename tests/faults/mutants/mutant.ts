import type { Harm } from "../record/evidence.ts";
import type { Patch } from "../site/source_copy.ts";

/** The program without one of its safeguards, and what that does. */
export interface Mutant {
  /** The safeguard that is switched off. */
  without: string;
  patches: readonly Patch[];
  /** The name of the episode that shows it. */
  episode: string;
  /** What the checker must find; one of these at least. */
  harms: readonly Harm[];
}
