import { Allowances } from "./allowances.ts";
import type { Chat } from "./chat.ts";
import type { Clock } from "./clock.ts";
import { NotFound } from "./errors.ts";
import type { User } from "./model.ts";
import { foldName, parsePersonName } from "./name.ts";
import { parsePicture } from "./picture.ts";
import { mayModerate } from "./policy.ts";
import type { Picture, Preferences, Resident, Store } from "./store.ts";

/** What People works with. */
export interface PeopleParts {
  store: Store;
  chat: Chat;
  clock: Clock;
  /** Off for load tests only. */
  rateLimits?: boolean;
}

/** People in one answer. */
const MOST = 50;
/** Nobody is looked for by more than a name. */
const LONGEST_QUERY = 100;

/**
 * People, and what they choose for themselves. Each method takes the person who asks first, and
 * throws a `ChatError` where it cannot.
 */
export class People {
  readonly #store: Store;
  readonly #chat: Chat;
  readonly #allowances: Allowances;

  constructor({ store, chat, clock, rateLimits = true }: PeopleParts) {
    this.#store = store;
    this.#chat = chat;
    this.#allowances = new Allowances({ now: () => clock.now(), rateLimits });
  }

  /**
   * Gives the person another name; the old one is held for them.
   *
   * @throws {Invalid} if the name cannot be one
   * @throws {Conflict} `field` "name", if it is somebody else's
   */
  async rename(actor: User, input: string): Promise<User> {
    const name = parsePersonName(input);
    if (name.shown === actor.name) return await this.#own(actor);
    this.#allowances.take("names", actor.id);
    const user = await this.#store.people.rename(actor.id, name);
    this.#chat.move([actor.id]);
    return user;
  }

  /** What the person has chosen. */
  preferences(actor: User): Promise<Preferences> {
    return this.#store.people.preferences(actor.id);
  }

  /** Changes some of what the person has chosen. */
  async prefer(actor: User, changes: Partial<Preferences>): Promise<Preferences> {
    this.#allowances.take("changes", actor.id);
    await this.#store.people.prefer(actor.id, changes);
    this.#chat.move([actor.id]);
    return await this.#store.people.preferences(actor.id);
  }

  /**
   * Sets the person's picture, or takes it away.
   *
   * @throws {Invalid} if it is no PNG, JPEG or WebP
   * @throws {TooLarge} above 65,536 bytes
   */
  async setPicture(actor: User, bytes: Uint8Array<ArrayBuffer> | undefined): Promise<User> {
    const picture = bytes && parsePicture(bytes);
    this.#allowances.take("changes", actor.id);
    await this.#store.people.setPicture(actor.id, picture);
    this.#chat.move([actor.id]);
    return await this.#own(actor);
  }

  /** The picture of somebody whom the viewer shares a room with, or of themselves. */
  async picture(viewer: User, id: number): Promise<Picture> {
    await this.find(viewer, id);
    const picture = await this.#store.people.picture(id);
    if (!picture) throw new NotFound("the picture");
    return picture;
  }

  /** Somebody whom the viewer shares a room with, or themselves. */
  async find(viewer: User, id: number): Promise<User> {
    const theirs = id === viewer.id || (await this.#store.people.sharing(viewer.id, [id])).has(id);
    const user = theirs ? (await this.#store.people.find([id])).get(id) : undefined;
    if (!user) throw new NotFound("the person");
    return user;
  }

  /** People whom the person shares a room with, by name; `query`: part of the name. */
  async search(actor: User, query = ""): Promise<User[]> {
    this.#allowances.take("searches", actor.id);
    return await this.#store.people.acquaintances(actor.id, { limit: MOST, ...likeOf(query) });
  }

  /** All people, as those who see to the server see them; `after`: the last id that is known. */
  async residents(
    actor: User,
    { query = "", after }: { query?: string | undefined; after?: number | undefined } = {},
  ): Promise<Resident[]> {
    mayModerate(actor);
    this.#allowances.take("searches", actor.id);
    const from = after === undefined ? {} : { after };
    return await this.#store.server.residents({ limit: MOST, ...likeOf(query), ...from });
  }

  async #own(actor: User): Promise<User> {
    return (await this.#store.people.find([actor.id])).get(actor.id) ?? actor;
  }
}

function likeOf(query: string): { like?: string } {
  const like = foldName(query.slice(0, LONGEST_QUERY));
  return like === "" ? {} : { like };
}
