import type { Session } from "@/lib/chat/store.ts";

/** Who is at the other end of a socket, as the upgrade found it. */
export interface Visitor {
  session: Session;
  /** The session as it is now; `undefined` once it has ended. */
  revalidate(): Promise<Session | undefined>;
  /** Names the session where its sockets are counted. */
  key: string;
  address: string;
}
