import type { User } from "@/lib/chat/model.ts";
import type { PeopleStore } from "@/lib/chat/store.ts";
import { encodeFrame } from "./encode.ts";
import type { LiveRoom, Member } from "./live_room.ts";
import type { Names } from "./names.ts";
import type { Roll } from "./roll.ts";
import type { Rosters } from "./rosters.ts";

/** What Faces work with. */
export interface FacesParts {
  store: Pick<PeopleStore, "facesSince">;
  rooms: Iterable<LiveRoom>;
  rosters: Pick<Rosters, "knew">;
  roll: Roll;
  names: Names;
}

/** More than any change of a face has: asked for what comes after it, a store tells where it is. */
const BEYOND = Number.MAX_SAFE_INTEGER;
/** Rounds in one look: the next one goes on. */
const ROUNDS = 10;

/** Sees to it that people's names and looks are here what they are in the store. */
export class Faces {
  readonly #parts: FacesParts;
  /** Up to which change all is known; `undefined`: nothing has been asked yet. */
  #rev: number | undefined;
  #running: Promise<void> | undefined;
  #again: Promise<void> | undefined;

  constructor(parts: FacesParts) {
    this.#parts = parts;
  }

  /**
   * Asks what has changed, and tells it; one look at a time, and one more for all who ask meanwhile.
   * The first look asks only from where on.
   *
   * @throws {Unavailable} if the store is away
   */
  look(): Promise<void> {
    if (!this.#running) {
      return this.#running = this.#look().finally(() => this.#running = undefined);
    }
    return this.#again ??= this.#running.catch(() => {}).then(() => {
      this.#again = undefined;
      return this.look();
    });
  }

  async #look(): Promise<void> {
    const { store } = this.#parts;
    for (let round = 0; round < ROUNDS; round++) {
      const { rev, people } = await store.facesSince(this.#rev ?? BEYOND);
      this.#rev = rev;
      if (people.length === 0) return;
      this.#forgetWritten(new Set(people.map(({ id }) => id)));
      for (const user of people) this.#show(user);
    }
  }

  #forgetWritten(users: ReadonlySet<number>): void {
    for (const room of this.#parts.rooms) room.forgetAuthors(users);
  }

  #show(user: User): void {
    const { rooms, rosters, roll, names } = this.#parts;
    names.forget(user.id);
    for (const peer of roll.of(user.id)) peer.session = { ...peer.session, user };
    const told = new Set<Member>(roll.of(user.id));
    for (const room of rooms) {
      if (room.members.size === 0 || !rosters.knew(room, user.id)) continue;
      for (const member of room.members) told.add(member);
    }
    const text = encodeFrame<"person">({ t: "person", user });
    for (const member of told) member.tell(text, "later");
  }
}
