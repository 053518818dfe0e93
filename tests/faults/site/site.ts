import type { Instance } from "@/tests/support/instance.ts";
import type { Ask } from "./archive.ts";

/** One of a site's instances. */
export interface Place {
  /** "a", "b". */
  readonly name: string;
  readonly instance: Instance;
}

/** Everything that people's machines connect to, and that can be made to fail. */
export interface Site extends AsyncDisposable {
  readonly store: "mysql" | "sqlite";
  readonly places: readonly Place[];
  /** Those whose processes may be ended. */
  readonly mortal: readonly Place[];
  /** Lends its database out, past all that stands before it, as it is at that moment. */
  consult<T>(read: (ask: Ask) => Promise<T>): Promise<T>;
  /** Undoes whatever a fault may have left behind. */
  heal(): Promise<void>;
}
