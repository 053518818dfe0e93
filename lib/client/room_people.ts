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
  #members: { at: number; users: readonly User[] } | undefined;
  #loading: Promise<User[]> | undefined;

  constructor(
    of: { room: number; me: number },
    /** What was said lately: who speaks is named more often than who does not. */
    messages: () => readonly Message[],
  ) {
    this.#room = of.room;
    this.#me = of.me;
    this.#messages = messages;
  }

  /**
   * Whose name, or a word of it, begins so; who spoke last first. `known`: as far as that is known at
   * once; `more`: all of them, if there may be more.
   */
  named(query: string): { known: Callable[]; more?: Promise<Callable[]> } {
    const { users = [] } = this.#members ?? {};
    const known = this.#inRoom(users, query);
    const fresh = this.#members && Date.now() - this.#members.at < GOOD_FOR;
    if (fresh && (query === "" || known.length >= SHOWN)) return { known };
    return { known, more: this.#all(query) };
  }

  async #all(query: string): Promise<Callable[]> {
    const members = await this.#load();
    const here = this.#inRoom(members, query);
    if (query === "" || here.length >= SHOWN) return here;
    const others = await peopleNamed(query).catch(() => []);
    const known = new Set(members.map(({ id }) => id));
    // Of a room of many only some are known: then it is not said of the others that they are not in.
    const many = members.length === MOST;
    const away = others.filter((user) => !known.has(user.id) && this.#fits(user, query));
    return [...here, ...away.map((user) => ({ user, here: many }))].slice(0, SHOWN);
  }

  #inRoom(members: readonly User[], query: string): Callable[] {
    const spoken = new Map(this.#messages().map(({ author, seq }) => [author.id, seq]));
    const lately = ({ id }: User) => spoken.get(id) ?? 0;
    return members.filter((user) => this.#fits(user, query))
      .sort((a, b) => lately(b) - lately(a)).slice(0, SHOWN)
      .map((user) => ({ user, here: true }));
  }

  #fits({ id, name }: User, query: string): boolean {
    return id !== this.#me && name !== "" && begins(name, plainFold(query));
  }

  async #load(): Promise<readonly User[]> {
    const now = Date.now();
    if (this.#members && now - this.#members.at < GOOD_FOR) return this.#members.users;
    const users = await (this.#loading ??= membersOf(this.#room).catch(() => []));
    this.#loading = undefined;
    this.#members = { at: now, users };
    return users;
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
