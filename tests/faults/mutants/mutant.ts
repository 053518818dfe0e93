import type { Harm } from "../record/evidence.ts";

/** One place of the program, and what stands there in its place. */
export interface Patch {
  file: string;
  /** Exactly once in the file. */
  from: string;
  to: string;
}

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
