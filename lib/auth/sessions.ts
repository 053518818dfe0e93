import type { Clock } from "@/lib/chat/clock.ts";
import { Conflict } from "@/lib/chat/errors.ts";
import type { User } from "@/lib/chat/model.ts";
import { foldName, parsePersonName } from "@/lib/chat/name.ts";
import type { PeopleStore, Session } from "@/lib/chat/store.ts";
import { TokenBuckets } from "@/lib/chat/token_bucket.ts";
import { SessionCookie } from "./cookie.ts";
import { hashToken, isToken, newToken, SESSION_SECONDS } from "./token.ts";

/** The room that everybody is a member of from the first second. */
export const FIRST_ROOM = "geral";

/** A session as a request brought it; `key` is the hex of its token's hash. */
export interface SignedIn extends Session {
  key: string;
}

/** Where a request comes from. */
export interface Caller {
  headers: Headers;
  /** Whether it came over HTTPS. */
  secure: boolean;
  url: URL;
  address: string;
}

/** What Sessions works with. */
export interface SessionsParts {
  people: PeopleStore;
  clock: Clock;
  cookieName: string;
  rateLimits: boolean;
}

/** A session read from the store is believed for so long, in milliseconds; then it is read again. */
const MAX_AGE_MS = 1_000;
const MAX_KEPT = 10_000;
/** A session used within its last 29 days is given 30 anew: once a day, not at every request. */
const RENEW_BELOW_MS = (SESSION_SECONDS - 24 * 60 * 60) * 1_000;
/** A name costs one word: a class of 300 comes in at once, an endless script does not. */
const NEW_PEOPLE = { rate: 2, burst: 300 };
const DEVICE_UNITS = 200;

/** Who is who: names in, cookies out. */
export class Sessions {
  readonly #parts: SessionsParts;
  readonly #newPeople: TokenBuckets<"server">;
  readonly #kept = new Map<string, { at: number; session: Promise<Session | undefined> }>();
  readonly #ended: ((user: number) => void)[] = [];

  constructor(parts: SessionsParts) {
    this.#parts = parts;
    this.#newPeople = new TokenBuckets(NEW_PEOPLE, () => parts.clock.now());
  }

  /**
   * Makes a person of this name and signs them in. Signed in already under that name: nothing new.
   *
   * @throws {Invalid} if the name cannot be one
   * @throws {Conflict} if it is somebody else's, or the caller has another
   * @throws {RateLimited} if too many new people came
   */
  async signIn(
    input: { name: string },
    caller: Caller & { current: Session | undefined },
  ): Promise<{ user: User; setCookie: string | undefined }> {
    const name = parsePersonName(input.name);
    if (caller.current) return { user: stay(caller.current.user, name.key), setCookie: undefined };
    if (this.#parts.rateLimits) this.#newPeople.take("server");
    const token = newToken();
    const user = await this.#parts.people.signUp(name, {
      tokenHash: hashToken(token),
      ttlSeconds: SESSION_SECONDS,
      device: (caller.headers.get("user-agent") ?? "").toWellFormed().slice(0, DEVICE_UNITS),
      address: caller.address,
    }, FIRST_ROOM);
    return { user, setCookie: this.#cookie(caller).set(token) };
  }

  /** Tells of each person one of whose sessions has ended here. */
  onEnd(told: (user: number) => void): void {
    this.#ended.push(told);
  }

  /** Ends the caller's session, if there is one. */
  async signOut(caller: Caller): Promise<{ setCookie: string }> {
    const token = this.#token(caller);
    if (token) await this.#end(hashToken(token));
    return { setCookie: this.#cookie(caller).clear() };
  }

  /** The session that a request brings, by `Authorization: Bearer` or by cookie. */
  async find(caller: Caller): Promise<SignedIn | undefined> {
    const token = this.#token(caller);
    return token ? await this.#keptOrRead(hashToken(token).toHex()) : undefined;
  }

  /** The session of this key, as the store has it now. */
  async recheck(key: string): Promise<SignedIn | undefined> {
    this.#kept.delete(key);
    return await this.#keptOrRead(key);
  }

  /**
   * The `Set-Cookie`s that a request's answer should carry: a new term for a session well used, or
   * the end of cookies that open nothing.
   */
  async refresh(caller: Caller, session: SignedIn | undefined): Promise<string[]> {
    const cookie = this.#cookie(caller);
    const header = caller.headers.get("cookie");
    if (caller.headers.has("authorization") || !cookie.isIn(header)) return [];
    if (!session) return cookie.clearEverywhere(caller.url);
    if (session.expiresAt - this.#parts.clock.now() > RENEW_BELOW_MS) return [];
    await this.#parts.people.renewSession(Uint8Array.fromHex(session.key), SESSION_SECONDS);
    this.#kept.delete(session.key);
    return [cookie.set(cookie.read(header)!)];
  }

  /** Whether the request brings what could open a session, be it over or not. */
  isNamed(caller: Caller): boolean {
    return caller.headers.has("authorization") ||
      this.#cookie(caller).isIn(caller.headers.get("cookie"));
  }

  async #end(hash: Uint8Array<ArrayBuffer>): Promise<void> {
    const session = await this.recheck(hash.toHex());
    this.#kept.delete(hash.toHex());
    await this.#parts.people.endSession(hash);
    if (session) this.#ended.forEach((told) => told(session.user.id));
  }

  #token({ headers, secure }: Caller): string | undefined {
    const bearer = headers.get("authorization")?.match(/^Bearer +(\S+)$/i)?.[1];
    if (bearer !== undefined) return isToken(bearer) ? bearer : undefined;
    return new SessionCookie(this.#parts.cookieName, secure).read(headers.get("cookie"));
  }

  #cookie({ secure }: Caller): SessionCookie {
    return new SessionCookie(this.#parts.cookieName, secure);
  }

  async #keptOrRead(key: string): Promise<SignedIn | undefined> {
    const now = this.#parts.clock.now();
    const kept = this.#kept.get(key);
    const session = kept && now - kept.at < MAX_AGE_MS
      ? await kept.session
      : await this.#read(key, now);
    return session && session.expiresAt > now && !isBanned(session, now)
      ? { ...session, key }
      : undefined;
  }

  #read(key: string, at: number): Promise<Session | undefined> {
    const session = this.#parts.people.findSession(Uint8Array.fromHex(key));
    const kept = { at, session };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    session.catch(() => this.#kept.get(key) === kept && this.#kept.delete(key));
    // A Map keeps the order of insertion, and every read inserts anew: the first is the oldest.
    if (this.#kept.size > MAX_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    return session;
  }
}

function stay(user: User, key: string): User {
  if (foldName(user.name) !== key) {
    throw new Conflict("Signed in already under another name", { field: "name" });
  }
  return user;
}

function isBanned({ bannedUntil }: Session, now: number): boolean {
  return bannedUntil !== undefined && bannedUntil > now;
}
