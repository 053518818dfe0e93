import type { Session } from "@/lib/chat/store.ts";
import type { LiveRoom, Member } from "./live_room.ts";
import type { Outgoing } from "./outgoing.ts";
import type { Pulls } from "./pulls.ts";
import type { Visitor } from "./visitor.ts";

/** A connected client, as the other parts of a hub know it. */
export interface Peer extends Member {
  readonly visitor: Visitor;
  readonly outgoing: Outgoing;
  readonly pulls: Pulls;
  /** It has been welcomed, and hears what happens. */
  readonly isLive: boolean;
  /** Its `hello` is being answered. */
  readonly isGreeting: boolean;
  /** As it was last read. */
  session: Session;
  /** The person has left the keyboard alone there. */
  away: boolean;
  /** What is the person's own in their rooms, as it was last told: see `standingsOf`. */
  standings: string;
  /** The client has been welcomed. */
  enter(): void;
  join(room: LiveRoom): void;
  leave(room: LiveRoom): void;
  /** Leaves a room that is no longer the person's, and says so. */
  expel(room: LiveRoom): void;
  /** Asks the store again about the person; one look at a time. Never throws. */
  refresh(): Promise<void>;
  /** Looks whether the client has said anything in time, and whether the session has run out. */
  check(now: number): void;
  /** Tells the client to come back in a while, since the server stops. */
  dismiss(afterMs: number): void;
  /** Hangs up. It leaves the hub now: the other end may take minutes to agree, or never do. */
  end(code: number, reason: string): void;
  /** Resolves when the other end has agreed to that. */
  whenHungUp(): Promise<void>;
}
