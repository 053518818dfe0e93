import type { ByteStore } from "@/lib/chat/byte_store.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import type { Log } from "@/lib/chat/log.ts";
import type { Store } from "@/lib/chat/store.ts";
import type { FileLimits } from "./space.ts";
import { Sweeper } from "./sweeper.ts";
import { Uploads } from "./uploads.ts";

/** What the parts that have to do with files work with. */
export interface FilesParts {
  store: Pick<Store, "files">;
  bytes: ByteStore;
  limits(): Promise<FileLimits>;
  memory: { readonly isLow: boolean };
  clock: Clock;
  log: Log;
  /** Off for load tests only. */
  rateLimits: boolean;
}

/** Files that come, and what is done with them behind everybody's back. */
export interface Files {
  uploads: Uploads;
  /** Begins to sweep. */
  start(): void;
  /** Takes no more, and puts down what has come. */
  drain(): Promise<void>;
}

/** Puts the parts together. */
export function openFiles({ store: { files: store }, ...parts }: FilesParts): Files {
  const uploads = new Uploads({
    ...parts,
    store,
    inspect: () => Promise.resolve({ type: "application/octet-stream" }),
    withoutLocation: () => undefined,
  });
  const sweeper = new Sweeper({ ...parts, store });
  return {
    uploads,
    start: () => sweeper.start(),
    async drain() {
      await Promise.all([uploads.drain(), sweeper.stop()]);
    },
  };
}
