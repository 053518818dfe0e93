import { plainFold } from "@/lib/chat/plain_fold.ts";
import type { Message, User } from "@/lib/chat/model.ts";
import { peopleIn } from "./api_answers.ts";
import { askApi } from "./ask_api.ts";

/** Members of the room that are asked for at once, and for how long they are good, in milliseconds. */
const MOST = 200;
const GOOD_FOR = 60_000;
const SHOWN = 8;

/** Somebody who can be called, and whether they are in the room. */
export interface Callable {
  user: User;
  here: boolean;
}

/** The people whom somebody may want to name in a room: who is in it first, then others. */
export class RoomPeople {
  readonly #room: number;
  readonly #me: number;
  readonly #messages: () => readonly Message[];
  #members: { at: number; users: Promise<User[]> } | undefined;

  constructor(
    of: { room: number; me: number },
    /** What was said lately: who speaks is named more often than who does not. */
    messages: () => readonly Message[],
  ) {
    this.#room = of.room;
    this.#me = of.me;
    this.#messages = messages;
  }

  /** Whose name, or a word of it, begins so; who spoke last first. */
  async named(query: string): Promise<Callable[]> {
    const wanted = plainFold(query);
    const fits = ({ id, name }: User) => id !== this.#me && name !== "" && begins(name, wanted);
    const members = await this.#inRoom();
    const spoken = new Map(this.#messages().map(({ author, seq }) => [author.id, seq]));
    const lately = ({ id }: User) => spoken.get(id) ?? 0;
    const here = members.filter(fits).sort((a, b) => lately(b) - lately(a));
    const others = query === "" || here.length >= SHOWN ? [] : await peopleNamed(query)
      .catch(() => []);
    const known = new Set(members.map(({ id }) => id));
    const away = others.filter((user) => !known.has(user.id) && fits(user));
    // Of a room of many only some are known: then it is not said of the others that they are not in.
    const many = members.length === MOST;
    return [
      ...here.map((user) => ({ user, here: true })),
      ...away.map((user) => ({ user, here: many })),
    ].slice(0, SHOWN);
  }

  #inRoom(): Promise<User[]> {
    const now = Date.now();
    if (!this.#members || now - this.#members.at > GOOD_FOR) {
      const users = membersOf(this.#room).catch(() => []);
      this.#members = { at: now, users };
    }
    return this.#members.users;
  }
}

/** People whom one shares a room with, by a part of their name. @throws {ApiError} */
export async function peopleNamed(query: string): Promise<User[]> {
  return peopleIn(await askApi(`people?q=${encodeURIComponent(query)}`));
}

async function membersOf(room: number): Promise<User[]> {
  return peopleIn(await askApi(`rooms/${room}/members?limit=${MOST}`));
}

function begins(name: string, wanted: string): boolean {
  const folded = plainFold(name);
  return folded.startsWith(wanted) || folded.split(/\s+/).some((word) => word.startsWith(wanted));
}
