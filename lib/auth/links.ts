import { Conflict, Invalid, NotFound } from "@/lib/chat/errors.ts";
import { FIRST_ROOM } from "@/lib/chat/first_room.ts";
import type { User } from "@/lib/chat/model.ts";
import { type Name, parsePersonName } from "@/lib/chat/name.ts";
import type { Link, LinkKind, Store } from "@/lib/chat/store.ts";
import type { Caller } from "./caller.ts";
import type { Cookies } from "./cookies.ts";
import { type Draft, draftSession } from "./draft_session.ts";
import { originFor, type Whereabouts } from "./link_url.ts";
import { makeLink, type NewLink } from "./make_link.ts";
import type { PasswordHashes } from "./password_hashes.ts";
import { parsePassword } from "./password_rules.ts";
import type { Passwords } from "./passwords.ts";
import type { Sessions, SignedIn } from "./sessions.ts";
import { hashToken, isToken } from "./token.ts";

/** What Links works with. */
export interface LinksParts {
  store: Pick<Store, "people" | "server" | "moderation">;
  sessions: Sessions;
  passwords: Passwords;
  hashes: PasswordHashes;
  cookies: Cookies;
  whereabouts: Whereabouts;
}

/** What whoever opens a link says, and who they are. */
export interface LinkUse {
  session: SignedIn | undefined;
  /** Of a new person, where a host's link is used by somebody who is not signed in. */
  name?: string | undefined;
  /** A host has one: their own, or a new one. */
  password?: string | undefined;
}

/** Who is signed in by a link. */
export interface Opened {
  kind: LinkKind;
  user: User;
  setCookies: string[];
}

/** One-time links: each is 256 random bits in a path, of which the store has only the hash. */
export class Links {
  readonly #parts: LinksParts;

  constructor(parts: LinksParts) {
    this.#parts = parts;
  }

  /** The scheme, host and port that links for others are built from. */
  origin(caller: Caller): string {
    return originFor(caller, this.#parts.whereabouts);
  }

  /**
   * Makes a link that signs another device in as this person.
   *
   * @param origin scheme, host and port that the other device will find this server under
   * @throws {Forbidden} if the account has a password, and it was not given within half an hour
   */
  async makeDevice(session: SignedIn, origin: string): Promise<NewLink> {
    if (session.hasPassword) this.#parts.passwords.requireConfirmed(session);
    const { id: user } = session.user;
    return await makeLink(this.#parts.store.server, { kind: "device", user, origin });
  }

  /** Makes a link whose opener becomes host. */
  async makeHost(origin: string): Promise<NewLink> {
    return await makeLink(this.#parts.store.server, { kind: "host", origin });
  }

  /** What a link is, before it is used; looking changes nothing. @throws {NotFound} if it is none */
  async peek(token: string): Promise<Link> {
    const link = isToken(token) && await this.#parts.store.server.peekLink(hashToken(token));
    return link || absent();
  }

  /**
   * Uses a link, once; whatever session the visitor had is replaced.
   *
   * @throws {NotFound} if it is none, or was used
   * @throws {Forbidden} field `password`, if a host's link is opened without the password
   * @throws {Invalid} if the new name or password cannot be one
   * @throws {Conflict} if the name is somebody else's
   */
  async use(token: string, caller: Caller, use: LinkUse): Promise<Opened> {
    const { kind } = await this.peek(token);
    const hash = hashToken(token);
    if (kind === "device") return await this.#signInDevice(hash, caller, use);
    const { session } = use;
    // A form sends its empty fields, too.
    const said = { ...use, password: use.password || undefined };
    if (session) return await this.#promote(hash, caller, { ...said, session });
    return await this.#welcomeHost(hash, caller, said);
  }

  async #signInDevice(
    hash: Uint8Array<ArrayBuffer>,
    caller: Caller,
    { session: before }: LinkUse,
  ): Promise<Opened> {
    const { store, sessions } = this.#parts;
    const { user } = await this.#spend(hash);
    if (!user) absent();
    const { session, setCookies } = this.#draft(caller, false);
    await store.people.signIn(user.id, session);
    const key = session.tokenHash.toHex();
    if (!await sessions.recheck(key)) {
      // Banned meanwhile: a session that sleeps until the ban is over is none that they asked for.
      await sessions.endKey(key);
      absent();
    }
    if (before) await sessions.endKey(before.key);
    sessions.changed(user.id);
    return { kind: "device", user, setCookies };
  }

  async #promote(
    hash: Uint8Array<ArrayBuffer>,
    caller: Caller,
    { session, password }: LinkUse & { session: SignedIn },
  ): Promise<Opened> {
    const { store, sessions, passwords } = this.#parts;
    const { user } = session;
    const fresh = await this.#hostPassword(session, password, caller);
    await this.#spend(hash);
    if (fresh !== undefined) await store.people.setPassword(user.id, fresh);
    await this.#appoint(user);
    const confirmed = password !== undefined || passwords.confirmedUntil(session) !== undefined;
    const setCookies = await sessions.turn(session, caller, { confirmed });
    return { kind: "host", user: { ...user, role: "host" }, setCookies };
  }

  /** The hash of a first password; `undefined` if there is one, and it was given. */
  async #hostPassword(
    session: SignedIn,
    password: string | undefined,
    caller: Caller,
  ): Promise<string | undefined> {
    const { store, hashes, passwords } = this.#parts;
    const { user } = session;
    if (await store.people.passwordHash(user.id) === undefined) {
      return await hashes.hash(parsePassword(password ?? wanted(), user.name));
    }
    if (password === undefined) passwords.requireConfirmed(session);
    else await passwords.prove(user, password, caller);
    return undefined;
  }

  async #welcomeHost(
    hash: Uint8Array<ArrayBuffer>,
    caller: Caller,
    use: LinkUse,
  ): Promise<Opened> {
    const { store, hashes, sessions } = this.#parts;
    const name = parsePersonName(use.name ?? "");
    const password = parsePassword(use.password ?? wanted(), name.shown);
    if (await store.people.credentials(name.key)) {
      throw new Conflict("Name is taken", { field: "name" });
    }
    const hashed = await hashes.hash(password);
    const { session, setCookies } = this.#draft(caller, true);
    const user = await this.#signUpOnce(hash, name, session);
    await store.people.setPassword(user.id, hashed);
    await this.#appoint(user);
    sessions.changed(user.id);
    return { kind: "host", user: { ...user, role: "host" }, setCookies };
  }

  async #signUpOnce(
    hash: Uint8Array<ArrayBuffer>,
    name: Name,
    session: Draft["session"],
  ): Promise<User> {
    const { people } = this.#parts.store;
    // Before the link is spent: a name that turns out to be held must not cost the only link.
    const user = await people.signUp(name, session, { join: FIRST_ROOM, role: "member" });
    try {
      await this.#spend(hash);
      return user;
    } catch (error) {
      await people.erase(user.id);
      throw error;
    }
  }

  async #spend(hash: Uint8Array<ArrayBuffer>): Promise<Link> {
    return await this.#parts.store.server.useLink(hash) ?? absent();
  }

  async #appoint({ id }: User): Promise<void> {
    const note = { actor: id, action: "role", target: id, detail: "host" } as const;
    await this.#parts.store.moderation.setRole(id, "host", note);
  }

  #draft(caller: Caller, confirmed: boolean): Draft {
    return draftSession(caller, { cookies: this.#parts.cookies, origin: "link", confirmed });
  }
}

function absent(): never {
  throw new NotFound("the link");
}

function wanted(): never {
  throw new Invalid("Cannot make host: a host needs a password", { field: "password" });
}
