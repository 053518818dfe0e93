import type { Clock } from "@/lib/chat/clock.ts";
import { Forbidden, Invalid } from "@/lib/chat/errors.ts";
import type { User } from "@/lib/chat/model.ts";
import { foldName } from "@/lib/chat/name.ts";
import { mayEraseAccount } from "@/lib/chat/policy.ts";
import type { PeopleStore } from "@/lib/chat/store.ts";
import type { Caller } from "./caller.ts";
import type { Cookies } from "./cookies.ts";
import type { Guesses } from "./guesses.ts";
import type { PasswordHashes } from "./password_hashes.ts";
import { normalisePassword, parsePassword } from "./password_rules.ts";
import type { Sessions, SignedIn } from "./sessions.ts";

/** What Passwords works with. */
export interface PasswordsParts {
  people: PeopleStore;
  sessions: Sessions;
  hashes: PasswordHashes;
  guesses: Guesses;
  cookies: Cookies;
  clock: Clock;
}

/** How long a password given on a session counts for what takes one: 30 minutes. */
export const CONFIRMED_MS = 30 * 60_000;

/** People's passwords: given, set, and asked for again before what cannot be taken back. */
export class Passwords {
  readonly #parts: PasswordsParts;

  constructor(parts: PasswordsParts) {
    this.#parts = parts;
  }

  /**
   * Sets the person's password. Where there was one, all other sessions end.
   *
   * @returns the `Set-Cookie`s: the session goes on under another token
   * @throws {Invalid} if the new one breaks a rule, or the present one is not given
   * @throws {Unauthenticated} if the present one is wrong
   * @throws {RateLimited} after too many wrong ones
   */
  async set(
    session: SignedIn,
    input: { password: string; current?: string | undefined },
    caller: Caller,
  ): Promise<string[]> {
    const { people, sessions, hashes } = this.#parts;
    const { user } = session;
    const password = parsePassword(input.password, user.name);
    const isChange = await people.passwordHash(user.id) !== undefined;
    if (isChange) {
      if (input.current === undefined) {
        throw new Invalid("Cannot change password: the present one is missing", {
          field: "current",
        });
      }
      await this.prove(user, input.current, caller);
    }
    await people.setPassword(user.id, await hashes.hash(password));
    if (isChange) await sessions.endOthers(session);
    return await sessions.turn(session, caller, { confirmed: true });
  }

  /**
   * Takes the password once more, for what takes it to have been given within half an hour.
   *
   * @returns the `Set-Cookie`s: the session goes on under another token
   * @throws {Unauthenticated} if it is wrong, or there is none
   * @throws {RateLimited} after too many wrong ones
   */
  async confirm(session: SignedIn, password: string, caller: Caller): Promise<string[]> {
    await this.prove(session.user, password, caller);
    return await this.#parts.sessions.turn(session, caller, { confirmed: true });
  }

  /**
   * Lets pass whoever gave this password, which counts as a sign-in where it is wrong.
   *
   * @throws {Unauthenticated} if it is wrong, or there is none
   * @throws {RateLimited} after too many wrong ones
   */
  async prove(user: User, password: string, { address }: Caller): Promise<void> {
    const { people, hashes, guesses } = this.#parts;
    await guesses.attempt({ account: foldName(user.name), address }, async () => {
      const stored = await people.passwordHash(user.id);
      return await hashes.verify(normalisePassword(password), stored) ? true : undefined;
    });
  }

  /**
   * Lets pass a session on which the password was given within 30 minutes: a stolen cookie alone
   * opens none of what follows.
   *
   * @throws {Forbidden} field `password`, else; also for those who have none
   */
  requireConfirmed(session: SignedIn): void {
    if (this.confirmedUntil(session) !== undefined) return;
    throw new Forbidden("Cannot do this: give your password first", { field: "password" });
  }

  /** Until when the password given on this session counts, in milliseconds since the epoch. */
  confirmedUntil({ hasPassword, confirmedAt }: SignedIn): number | undefined {
    if (!hasPassword || confirmedAt === undefined) return undefined;
    const until = confirmedAt + CONFIRMED_MS;
    return until > this.#parts.clock.now() ? until : undefined;
  }

  /**
   * Deletes the account, for good. What it wrote stays, under nobody's name.
   *
   * @returns the `Set-Cookie` that takes the session's back
   * @throws {Conflict} if it is a host's: that role is handed over first
   * @throws {Forbidden} field `password`, if it takes one and none was given
   * @throws {Unauthenticated} if it is wrong
   */
  async eraseAccount(
    session: SignedIn,
    password: string | undefined,
    caller: Caller,
  ): Promise<{ setCookie: string }> {
    const { people, sessions, cookies } = this.#parts;
    const { user } = session;
    mayEraseAccount(user);
    if (await people.passwordHash(user.id) !== undefined) {
      if (password === undefined) this.requireConfirmed(session);
      else await this.prove(user, password, caller);
    }
    await people.erase(user.id);
    sessions.changed(user.id);
    return { setCookie: cookies.session(caller).clear() };
  }
}
