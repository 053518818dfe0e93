import { createHash, timingSafeEqual } from "node:crypto";
import type { Clock } from "@/lib/chat/clock.ts";
import { Conflict, Forbidden, NotFound } from "@/lib/chat/errors.ts";
import { FIRST_ROOM } from "@/lib/chat/first_room.ts";
import { foldJoinCode } from "@/lib/chat/join_code.ts";
import type { User } from "@/lib/chat/model.ts";
import { foldName, type Name, parsePersonName } from "@/lib/chat/name.ts";
import { requireRank } from "@/lib/chat/policy.ts";
import type { Settings } from "@/lib/chat/settings.ts";
import type { Credentials, Knock, KnockState, Store } from "@/lib/chat/store.ts";
import type { Caller } from "./caller.ts";
import type { Cookies } from "./cookies.ts";
import { type Draft, draftSession } from "./draft_session.ts";
import type { Guesses } from "./guesses.ts";
import { NewPeople } from "./new_people.ts";
import type { PasswordHashes } from "./password_hashes.ts";
import { normalisePassword } from "./password_rules.ts";
import { refused } from "./refused.ts";
import type { Sessions, SignedIn } from "./sessions.ts";

/** What Door works with. */
export interface DoorParts {
  store: Pick<Store, "people" | "server" | "moderation">;
  settings: Settings;
  sessions: Sessions;
  hashes: PasswordHashes;
  guesses: Guesses;
  cookies: Cookies;
  clock: Clock;
  rateLimits: boolean;
  /** Who is here now. */
  presence: { online(): number; people(): readonly number[] };
}

/** What somebody at the door says. */
export interface SignInInput {
  name: string;
  /** The server's join code. */
  code?: string | undefined;
  /** That of an account which is there. */
  password?: string | undefined;
  /** Others use this computer, too: the session ends with the browser, after 12 h at the latest. */
  shared?: boolean | undefined;
}

/** What the door did: somebody is in, was in already, or waits to be let in. */
export type Entry =
  | { kind: "in"; user: User; isNew: boolean; setCookies: string[] }
  | { kind: "waiting"; name: string; setCookies: string[] };

/** What is to be seen from outside. */
export interface DoorView {
  code: boolean;
  knock: boolean;
  online: number;
  people?: User[];
}

/** People whom the first page names. */
const FACES = 50;

/** Who comes in, and how: by a new name, by a password, or by being let in. */
export class Door {
  readonly #parts: DoorParts;
  readonly #newPeople: NewPeople;

  constructor(parts: DoorParts) {
    this.#parts = parts;
    this.#newPeople = new NewPeople(() => parts.clock.now());
  }

  /**
   * Signs somebody in. With a password: into the account of that name. Without: as a new person, who
   * may have to wait until a moderator lets them in. Signed in already under that name: nothing new.
   *
   * @throws {Invalid} if the name cannot be one
   * @throws {Unauthenticated} if the code or the password is wrong, or wanted and missing
   * @throws {Forbidden} if a new name comes from a banned device or address
   * @throws {Conflict} if the name is somebody else's, or the caller has another
   * @throws {RateLimited} if too many new people came, or too many wrong passwords
   */
  async signIn(
    input: SignInInput,
    caller: Caller & { current: SignedIn | undefined },
  ): Promise<Entry> {
    const name = parsePersonName(input.name);
    if (caller.current) return stay(caller.current.user, name);
    const { password, shared } = input;
    if (password !== undefined) return await this.#comeBack(name, { password, shared }, caller);
    const settings = await this.#parts.settings.now();
    if (settings.joinCode !== undefined) {
      await this.#checkCode(input.code, settings.joinCode, caller);
    }
    await this.#checkBan(caller);
    if (settings.knock) return await this.#knock(name, { shared }, caller);
    const draft = this.#draftNew(caller, { shared });
    const options = { join: FIRST_ROOM, role: settings.newcomers };
    const user = await this.#parts.store.people.signUp(name, draft.session, options);
    return { kind: "in", user, isNew: true, setCookies: draft.setCookies };
  }

  /** What a caller's knock has come to; `undefined` for those who do not wait. */
  async knockOf(caller: Caller): Promise<KnockState | undefined> {
    const hash = this.#parts.sessions.tokenHashOf(caller);
    return hash && await this.#parts.store.server.findKnock(hash);
  }

  /** The `Set-Cookie`s by which a device that looks at the door is known when it comes in. */
  greet(caller: Caller): string[] {
    return this.#parts.cookies.device(caller).setCookies;
  }

  /** What everybody may see of the door; who is inside only if the host shows it. */
  async look(): Promise<DoorView> {
    const { settings, presence, store } = this.#parts;
    const { joinCode, knock, joinShowsPeople } = await settings.now();
    const view = { code: joinCode !== undefined, knock, online: presence.online() };
    if (!joinShowsPeople) return view;
    const found = await store.people.find(presence.people().slice(0, FACES));
    return { ...view, people: [...found.values()] };
  }

  /** Those who wait, the longest first. @throws {Forbidden} below a moderator */
  async knocks(actor: User): Promise<Knock[]> {
    requireRank(actor, "moderator");
    return await this.#parts.store.server.knocks();
  }

  /**
   * Lets somebody in who waits.
   *
   * @throws {Forbidden} below a moderator
   * @throws {NotFound} if they do not wait any more
   */
  async letIn(actor: User, id: number): Promise<User> {
    requireRank(actor, "moderator");
    const { store, settings, sessions } = this.#parts;
    const { newcomers: role } = await settings.now();
    const user = await store.server.letIn(id, { join: FIRST_ROOM, role });
    if (!user) throw new NotFound("the knock");
    sessions.changed(user.id);
    await store.moderation.note({ actor: actor.id, action: "let_in", target: user.id });
    return user;
  }

  /**
   * Turns somebody away who waits.
   *
   * @throws {Forbidden} below a moderator
   * @throws {NotFound} if they do not wait any more
   */
  async turnAway(actor: User, id: number): Promise<void> {
    requireRank(actor, "moderator");
    const { server, moderation } = this.#parts.store;
    const knock = (await server.knocks()).find((one) => one.id === id);
    if (!knock || !await server.turnAway(id)) throw new NotFound("the knock");
    await moderation.note({ actor: actor.id, action: "turn_away", detail: knock.name });
  }

  async #comeBack(
    { key }: Name,
    { password, shared }: { password: string; shared: boolean | undefined },
    caller: Caller,
  ): Promise<Entry> {
    const { guesses, cookies, store } = this.#parts;
    const { address } = caller;
    const found = await guesses.attempt({ account: key, address }, async () => {
      const [known, isBanned] = await Promise.all([
        store.people.credentials(key),
        this.#isBanned(caller),
      ]);
      const isRight = await this.#isRight(known, password);
      return isRight && !isBanned ? known : undefined;
    });
    const draft = draftSession(caller, { cookies, shared, origin: "password", confirmed: true });
    await store.people.signIn(found.user.id, draft.session);
    this.#parts.sessions.changed(found.user.id);
    return { kind: "in", user: found.user, isNew: true, setCookies: draft.setCookies };
  }

  /** Does the same work for whoever is not there, has no password, or is banned. */
  async #isRight(known: Credentials | undefined, password: string): Promise<boolean> {
    const { hashes, clock } = this.#parts;
    const isRight = await hashes.verify(normalisePassword(password), known?.passwordHash);
    return isRight && (known?.bannedUntil ?? 0) <= clock.now();
  }

  async #checkCode(given: string | undefined, code: string, { address }: Caller): Promise<void> {
    // Not a guess, just not asked for yet: it slows nobody.
    if (!given) throw refused();
    await this.#parts.guesses.attempt({ account: undefined, address }, () => {
      return Promise.resolve(timingSafeEqual(digest(given), digest(code)) || undefined);
    });
  }

  async #checkBan(caller: Caller): Promise<void> {
    if (await this.#isBanned(caller)) throw new Forbidden("Cannot come in: you are banned");
  }

  #isBanned(caller: Caller): Promise<boolean> {
    const { store, cookies } = this.#parts;
    const { address } = caller;
    return store.moderation.isBanned({ deviceHash: cookies.knownDevice(caller), address });
  }

  async #knock(
    name: Name,
    { shared }: { shared: boolean | undefined },
    caller: Caller,
  ): Promise<Entry> {
    const before = await this.knockOf(caller);
    const isAgain = before?.state === "waiting" && foldName(before.name) === name.key;
    if (isAgain) return { kind: "waiting", name: before.name, setCookies: [] };
    const draft = this.#draftNew(caller, { shared });
    await this.#parts.store.server.knock(name, draft.session);
    return { kind: "waiting", name: name.shown, setCookies: draft.setCookies };
  }

  #draftNew(caller: Caller, { shared }: { shared: boolean | undefined }): Draft {
    const { cookies, rateLimits } = this.#parts;
    const draft = draftSession(caller, { cookies, shared, origin: "name" });
    if (rateLimits) this.#newPeople.take(cookies.knownDevice(caller)?.toHex());
    return draft;
  }
}

function stay(user: User, name: Name): Entry {
  if (foldName(user.name) === name.key) return { kind: "in", user, isNew: false, setCookies: [] };
  throw new Conflict("Signed in already under another name", { field: "name" });
}

// Of one length, so that comparing them tells nothing of the code's own.
function digest(code: string): Uint8Array {
  return createHash("sha256").update(foldJoinCode(code)).digest();
}
