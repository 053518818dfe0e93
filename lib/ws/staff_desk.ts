import { isStaff } from "@/lib/chat/policy.ts";
import type { ModerationStore } from "@/lib/chat/store.ts";
import { encodeFrame } from "./encode.ts";
import type { Peer } from "./peer.ts";
import type { Roll } from "./roll.ts";

/** What a StaffDesk works with. */
export interface StaffDeskParts {
  store: Pick<ModerationStore, "waiting">;
  roll: Roll;
}

/** Tells those who see to the server how many people knock, and how many reports are open. */
export class StaffDesk {
  readonly #parts: StaffDeskParts;
  /** What each has been told last. */
  readonly #told = new WeakMap<Peer, string>();

  constructor(parts: StaffDeskParts) {
    this.#parts = parts;
  }

  /**
   * Asks what waits, if anybody is here whom it concerns, and tells those who know otherwise.
   *
   * @throws {Unavailable} if the store is away
   */
  async look(): Promise<void> {
    const { store, roll } = this.#parts;
    const staff = [...roll].filter((peer) => peer.isLive && isStaff(peer.session.user));
    if (staff.length === 0) return;
    const text = encodeFrame<"waiting">({ t: "waiting", ...await store.waiting() });
    for (const peer of staff) {
      if (this.#told.get(peer) === text || !peer.isLive) continue;
      this.#told.set(peer, text);
      peer.outgoing.say(text);
    }
  }
}
