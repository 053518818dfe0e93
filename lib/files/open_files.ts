import type { ByteStore } from "@/lib/chat/byte_store.ts";
import type { Chat } from "@/lib/chat/chat.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import type { Log } from "@/lib/chat/log.ts";
import type { Settings } from "@/lib/chat/settings.ts";
import type { Store } from "@/lib/chat/store.ts";
import { Previews } from "./previews.ts";
import { SharedFiles } from "./shared_files.ts";
import { Sweeper } from "./sweeper.ts";
import { Uploads } from "./uploads.ts";

/** What the parts that have to do with files work with. */
export interface FilesParts {
  store: Pick<Store, "files">;
  bytes: ByteStore;
  chat: Chat;
  settings: Pick<Settings, "now">;
  memory: { readonly isLow: boolean; hasRoomFor(bytes: number): boolean };
  /** Tells nothing of a session that opens nothing any more. */
  sessions: { recheck(key: string): Promise<unknown> };
  clock: Clock;
  log: Log;
  /** Off for load tests only. */
  rateLimits: boolean;
}

/** Files that come and go, and what is done with them behind everybody's back. */
export interface Files {
  uploads: Uploads;
  files: SharedFiles;
  /** Begins to sweep. */
  start(): void;
  /** Takes no more, and puts down what has come. */
  drain(): Promise<void>;
}

/** Puts these parts together. */
export function openFiles(
  { store: { files: store }, settings, sessions, ...parts }: FilesParts,
): Files {
  const uploads = new Uploads({ ...parts, store, limits: () => settings.now() });
  const previews = new Previews({ ...parts, store });
  const isAlive = async (session: string) => await sessions.recheck(session) !== undefined;
  const files = new SharedFiles({ ...parts, store, previews, isAlive });
  const sweeper = new Sweeper({ ...parts, store });
  uploads.onWhole((file) => previews.prepare(file));
  return {
    uploads,
    files,
    start: () => sweeper.start(),
    async drain() {
      await Promise.all([uploads.drain(), sweeper.stop()]);
      previews.close();
    },
  };
}
