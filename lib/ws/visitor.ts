import type { Session } from "@/lib/chat/store.ts";
import type { ByteBudget } from "./byte_budget.ts";

/** Who is at the other end of a socket, as the request found it. */
export interface Visitor {
  session: Session;
  /** The session as it is now; `undefined` once it has ended. */
  revalidate(): Promise<Session | undefined>;
  /** Names the session where its sockets are counted. */
  key: string;
  address: string;
  /** What they may catch up with, where that is not each socket's own. */
  budget?: ByteBudget;
}
