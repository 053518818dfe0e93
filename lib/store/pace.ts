import type { LockedRoom } from "./lock_rooms.ts";
import type { Refusal } from "./refusal.ts";
import { isModerator, type StandingIn } from "./standing_in.ts";

/** What a pace has to know of its room, which is locked. */
type PacedRoom = Pick<LockedRoom, "id" | "slow" | "now">;

/** How fast people may write in one slow room, over one batch. */
export class Pace {
  readonly #room: PacedRoom;
  readonly #standings: ReadonlyMap<string, StandingIn>;
  readonly #posted = new Set<number>();

  /** @param standings what the authors are, by `room user` */
  constructor(room: PacedRoom, standings: ReadonlyMap<string, StandingIn>) {
    this.#room = room;
    this.#standings = standings;
  }

  /** Those who have written in this batch, and whom the pace binds. */
  get posted(): readonly number[] {
    return [...this.#posted];
  }

  /** Takes note of a message; or says when its author may write again. */
  take(author: number): Refusal | undefined {
    const { id, slow, now } = this.#room;
    const standing = this.#standings.get(`${id} ${author}`);
    if (slow === 0 || standing === undefined || isModerator(standing)) return undefined;
    const last = this.#posted.has(author) ? now : standing.posted_at ?? 0;
    const afterMs = last + slow * 1_000 - now;
    if (afterMs > 0) {
      const message = `Cannot post message: one in ${slow} s allowed in this room`;
      return { kind: "refused", code: "rate_limited", message, afterMs };
    }
    this.#posted.add(author);
    return undefined;
  }
}
