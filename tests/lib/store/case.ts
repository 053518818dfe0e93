import type { World } from "./world.ts";

/** One thing that every store does. */
export interface Case {
  name: string;
  /** It is about a database that nobody has opened before. */
  empty?: true;
  /** Each case has a world of its own, that nobody has been in. */
  run: (world: World) => Promise<void>;
}
