import type { Clock } from "@/lib/chat/clock.ts";
import { NotFound } from "@/lib/chat/errors.ts";
import type { OwnSession, PeopleStore, ServerStore, Session } from "@/lib/chat/store.ts";
import type { Caller } from "./caller.ts";
import type { Cookies } from "./cookies.ts";
import { KeptSessions } from "./kept_sessions.ts";
import { hashToken, isShared, isToken, newToken, SESSION_SECONDS } from "./token.ts";

/** A session as a request brought it; `key` is the hex of its token's hash. */
export interface SignedIn extends Session {
  key: string;
}

/** One of a person's own sessions; `current`: the one that asks. */
export interface ListedSession extends OwnSession {
  current: boolean;
}

/** What Sessions works with. */
export interface SessionsParts {
  people: PeopleStore;
  server: Pick<ServerStore, "findKnock">;
  clock: Clock;
  cookies: Cookies;
}

/** A session used within its last 29 days is given 30 anew: once a day, not at every request. */
const RENEW_BELOW_MS = (SESSION_SECONDS - 24 * 60 * 60) * 1_000;
/** How often the last use of a session is noted, in milliseconds, and of how many that is known. */
const NOTE_EVERY_MS = 5 * 60_000;
const MAX_NOTED = 10_000;
/** Digits of a session's key that name it to its owner. */
const ID_DIGITS = 32;

/** Who is who: the sessions that cookies and tokens open, and their ends. */
export class Sessions {
  readonly #parts: SessionsParts;
  readonly #kept: KeptSessions;
  readonly #noted = new Map<string, number>();
  readonly #ended: ((user: number) => void)[] = [];

  constructor(parts: SessionsParts) {
    this.#parts = parts;
    this.#kept = new KeptSessions(parts.people, parts.clock);
  }

  /** Tells of each person one of whose sessions has ended here. */
  onEnd(told: (user: number) => void): void {
    this.#ended.push(told);
  }

  /** Something about this person or their sessions has changed: nothing known of them counts. */
  changed(user: number): void {
    this.#kept.forgetPerson(user);
    this.#ended.forEach((told) => told(user));
  }

  /** The session that a request brings, by `Authorization: Bearer` or by cookie. */
  async find(caller: Caller): Promise<SignedIn | undefined> {
    const token = this.#token(caller);
    return token ? await this.#living(hashToken(token).toHex()) : undefined;
  }

  /** The session of this key, as the store has it now. */
  async recheck(key: string): Promise<SignedIn | undefined> {
    this.#kept.forget(key);
    return await this.#living(key);
  }

  /** The hash of the token that a request brings, be it a session's or not. */
  tokenHashOf(caller: Caller): Uint8Array<ArrayBuffer> | undefined {
    const token = this.#token(caller);
    return token === undefined ? undefined : hashToken(token);
  }

  /** Whether the request brings what could open a session, be it over or not. */
  isNamed(caller: Caller): boolean {
    return caller.headers.has("authorization") ||
      this.#parts.cookies.session(caller).isIn(caller.headers.get("cookie"));
  }

  /**
   * The `Set-Cookie`s that a request's answer should carry: a new term for a session well used, or
   * the end of cookies that open nothing. On a shared computer there is no new term.
   */
  async refresh(caller: Caller, session: SignedIn | undefined): Promise<string[]> {
    const cookie = this.#parts.cookies.session(caller);
    const header = caller.headers.get("cookie");
    if (caller.headers.has("authorization") || !cookie.isIn(header)) return [];
    const token = cookie.read(header);
    if (!session) return await this.#sleeps(token) ? [] : cookie.clearEverywhere(caller.url);
    await this.#noteUse(session.key);
    if (token === undefined || isShared(token)) return [];
    if (session.expiresAt - this.#parts.clock.now() > RENEW_BELOW_MS) return [];
    await this.#parts.people.renewSession(Uint8Array.fromHex(session.key), SESSION_SECONDS);
    this.#kept.forget(session.key);
    return [cookie.set(token)];
  }

  /**
   * Gives a session another token, as befits each rise in what it may do: who knew the old one
   * knows nothing any more.
   *
   * @returns the `Set-Cookie`s
   * @throws {NotFound} if the session has ended meanwhile
   */
  async turn(
    session: SignedIn,
    caller: Caller,
    { confirmed }: { confirmed: boolean },
  ): Promise<string[]> {
    const old = this.#token(caller);
    const token = newToken({ shared: old !== undefined && isShared(old) });
    const next = { tokenHash: hashToken(token), confirmed };
    const turned = await this.#parts.people.turnSession(Uint8Array.fromHex(session.key), next);
    if (!turned) throw new NotFound("the session");
    this.changed(session.user.id);
    return [this.#parts.cookies.session(caller).set(token)];
  }

  /** Ends the caller's session, if there is one. */
  async signOut(caller: Caller): Promise<{ setCookie: string }> {
    const hash = this.tokenHashOf(caller);
    if (hash) await this.endKey(hash.toHex());
    return { setCookie: this.#parts.cookies.session(caller).clear() };
  }

  /** Ends the session of this key, if there is one. */
  async endKey(key: string): Promise<void> {
    const session = await this.recheck(key);
    await this.#parts.people.endSession(Uint8Array.fromHex(key));
    this.#kept.forget(key);
    if (session) this.changed(session.user.id);
  }

  /** The sessions of whoever has this one, the latest used first. */
  async own({ user, key }: SignedIn): Promise<ListedSession[]> {
    const sessions = await this.#parts.people.sessionsOf(user.id);
    return sessions.map((one) => ({ ...one, current: one.id === key.slice(0, ID_DIGITS) }));
  }

  /** Ends one of one's own sessions. @throws {NotFound} if none of one's own has this id */
  async end({ user }: SignedIn, id: string): Promise<void> {
    if (!await this.#parts.people.endSessionOf(user.id, id)) throw new NotFound("the session");
    this.changed(user.id);
  }

  /** Ends all of one's sessions but this one. @returns how many */
  async endOthers({ user, key }: SignedIn): Promise<number> {
    const ended = await this.#parts.people.endOthers(user.id, Uint8Array.fromHex(key));
    this.changed(user.id);
    return ended;
  }

  /** The person has seen which devices are new. */
  async acknowledge({ user, key }: SignedIn): Promise<void> {
    await this.#parts.people.acknowledgeDevices(user.id, Uint8Array.fromHex(key));
    this.#kept.forgetPerson(user.id);
  }

  #token(caller: Caller): string | undefined {
    const { headers } = caller;
    const bearer = headers.get("authorization")?.match(/^Bearer +(\S+)$/i)?.[1];
    if (bearer !== undefined) return isToken(bearer) ? bearer : undefined;
    return this.#parts.cookies.session(caller).read(headers.get("cookie"));
  }

  async #noteUse(key: string): Promise<void> {
    const now = this.#parts.clock.now();
    if (now - (this.#noted.get(key) ?? 0) < NOTE_EVERY_MS) return;
    this.#noted.delete(key);
    this.#noted.set(key, now);
    if (this.#noted.size > MAX_NOTED) this.#noted.delete(this.#noted.keys().next().value!);
    await this.#parts.people.useSession(Uint8Array.fromHex(key));
  }

  /** Whether it opens something one day: its person is banned for a time, or waits to be let in. */
  async #sleeps(token: string | undefined): Promise<boolean> {
    if (token === undefined) return false;
    const hash = hashToken(token);
    if (await this.#parts.server.findKnock(hash) !== undefined) return true;
    // Afterwards, and anew: whoever was let in between must not lose what they waited for.
    this.#kept.forget(hash.toHex());
    return await this.#kept.find(hash.toHex()) !== undefined;
  }

  async #living(key: string): Promise<SignedIn | undefined> {
    const session = await this.#kept.find(key);
    const now = this.#parts.clock.now();
    return session && session.expiresAt > now && !isBanned(session, now)
      ? { ...session, key }
      : undefined;
  }
}

function isBanned({ bannedUntil }: Session, now: number): boolean {
  return bannedUntil !== undefined && bannedUntil > now;
}
