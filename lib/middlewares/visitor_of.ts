import type { Caller } from "@/lib/auth/caller.ts";
import type { Sessions, SignedIn } from "@/lib/auth/sessions.ts";

/** Somebody who stays for a while, on a socket or what stands in its place. */
interface Visitor {
  session: SignedIn;
  /** The session as it is now; `undefined` once it has ended. */
  revalidate(): Promise<SignedIn | undefined>;
  key: string;
  address: string;
}

/** Who stays, by the session that the request came with. */
export function visitorOf(
  session: SignedIn,
  { caller, sessions }: { caller: Caller; sessions: Pick<Sessions, "recheck"> },
): Visitor {
  const { key } = session;
  return { session, revalidate: () => sessions.recheck(key), key, address: caller.address };
}
