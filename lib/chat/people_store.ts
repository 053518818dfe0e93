import type { Role, User } from "./model.ts";
import type { Name } from "./name.ts";

type Hash = Uint8Array<ArrayBuffer>;

/** How a session came to be: by a new name, by the account's password, or by a one-time link. */
export type SessionOrigin = "name" | "password" | "link";

/** A session that is about to be: the token itself is known to its owner alone. */
export interface NewSession {
  /** SHA-256 of the token. */
  tokenHash: Hash;
  /** How long it lives from now, in seconds. */
  ttlSeconds: number;
  /** The browser's own words, cut to 200 units. */
  device: string;
  /** SHA-256 of what the device is known by; bans are laid on it. */
  deviceHash?: Hash;
  address: string;
  origin?: SessionOrigin;
  /** The password was given just now. */
  confirmed?: boolean;
}

/** A person signed in; `rev` rises with any change of their role, rooms, bans or sessions. */
export interface Session {
  user: User;
  rev: number;
  /** Milliseconds since the epoch, like all that follow. */
  expiresAt: number;
  bannedUntil: number | undefined;
  mutedUntil?: number | undefined;
  /** When the account's password was last given on this session. */
  confirmedAt?: number | undefined;
  hasPassword?: boolean;
  chosen: Preferences;
  /** Sessions of the account that nobody has looked at since they came from a new device. */
  newDevices?: number;
}

/** A session as its owner sees it among theirs. */
export interface OwnSession {
  /** 32 hex digits of the token's hash: names it, opens nothing. */
  id: string;
  device: string;
  address: string;
  origin: SessionOrigin;
  createdAt: number;
  usedAt: number;
  /** Nobody has looked at it yet. */
  isNew: boolean;
}

/** What signing in by password has to know; of nobody else is it ever asked. */
export interface Credentials {
  user: User;
  passwordHash: string | undefined;
  bannedUntil: number | undefined;
}

/** What a person has chosen. */
export interface Preferences {
  hue: number | undefined;
  locale: string | undefined;
  theme: "light" | "dark" | undefined;
  /** Others do not see how far the person has read. */
  readsPrivate: boolean;
  /** Others see when the person was last here. */
  seenShown: boolean;
  /** Sounds and marks for new messages. */
  notify: boolean;
  /** Enter begins a new line, and Ctrl+Enter sends. */
  enterBreaks: boolean;
  /** Others see when the person writes, and the person when others do. */
  typing: boolean;
}

/** A picture of a person, as bytes of an allowed type. */
export interface Picture {
  /** Made anew for each picture. */
  number: number;
  type: "image/png" | "image/jpeg" | "image/webp";
  bytes: Uint8Array<ArrayBuffer>;
}

/** People whose faces have changed, and up to which change that is. */
export interface Faces {
  rev: number;
  people: readonly User[];
}

/** People, what they chose, and their sessions. */
export interface PeopleStore {
  /**
   * Makes a person, a member of the room `join` (also an address that it had; nobody is kept out
   * because it is closed by now), and signs them in, in one transaction. A name that
   * somebody took more than a day ago, who never wrote, has no password and was not here since, is
   * free again.
   * @throws {Conflict} if the name's key is taken, held for whoever had it, or knocking
   */
  signUp(name: Name, session: NewSession, options: { join: string; role: Role }): Promise<User>;
  /** Signs in a person who is there. Raises their `rev`; the session counts as new to the others. */
  signIn(user: number, session: NewSession): Promise<void>;
  /** The account of this name's key; deleted ones have none. */
  credentials(nameKey: string): Promise<Credentials | undefined>;

  /** The living session with this hash. */
  findSession(tokenHash: Hash): Promise<Session | undefined>;
  /** Lets a session live `ttlSeconds` from now. */
  renewSession(tokenHash: Hash, ttlSeconds: number): Promise<void>;
  /**
   * A session is in use, and its person here; written down at most once in five minutes. Of none it
   * is no error.
   */
  useSession(tokenHash: Hash): Promise<void>;
  /**
   * Gives a session another token: the old one opens nothing from here on.
   * @param next `confirmed`: the password was given just now
   * @returns false if there is no such session
   */
  turnSession(tokenHash: Hash, next: { tokenHash: Hash; confirmed: boolean }): Promise<boolean>;
  /** Ends a session, and raises its person's `rev`. Ending none is no error. */
  endSession(tokenHash: Hash): Promise<void>;
  /** The person's living sessions, the latest used first. */
  sessionsOf(user: number): Promise<OwnSession[]>;
  /** Ends one of the person's own sessions. @returns false if they have none of this id */
  endSessionOf(user: number, id: string): Promise<boolean>;
  /** Ends all of the person's sessions but this one. @returns how many */
  endOthers(user: number, keep: Hash | undefined): Promise<number>;
  /**
   * The person has seen which devices are new. @param by the session they looked with: it does not
   * vouch for itself, or a thief's would hide its own traces
   */
  acknowledgeDevices(user: number, by?: Hash): Promise<void>;

  /**
   * Gives a person another name, and holds the old one for them for 30 days; their own held names
   * they may take again.
   * @throws {Conflict} if the name's key is taken, or held for somebody else
   */
  rename(user: number, name: Name): Promise<User>;
  /** Sets the password's hash. */
  setPassword(user: number, passwordHash: string): Promise<void>;
  passwordHash(user: number): Promise<string | undefined>;
  preferences(user: number): Promise<Preferences>;
  /** Changes some of what the person has chosen. */
  prefer(user: number, changes: Partial<Preferences>): Promise<void>;
  picture(user: number): Promise<Picture | undefined>;
  /** Sets or takes away the person's picture. */
  setPicture(user: number, picture: Omit<Picture, "number"> | undefined): Promise<void>;
  /**
   * Deletes an account: its name, password, looks, sessions and memberships, but for those of direct
   * rooms, where the others still see whom they wrote with. What it wrote stays; its names are held.
   * Where it was a room's last owner, the member who has been there longest is the owner now; a
   * private room that is left by everybody is archived.
   * @returns the rooms it was in
   * @throws {NotFound} if there is no such account
   */
  erase(user: number): Promise<number[]>;
  /**
   * Deletes an account that was never used, by a message, a password or a role; its name is free.
   * @returns the rooms it was in
   * @throws {NotFound} if it is not there, or was used
   */
  release(user: number): Promise<number[]>;

  /** These people as others see them; who is not there is left out. */
  find(users: readonly number[]): Promise<Map<number, User>>;
  /** People of rooms that the person is in, by name; `like`: part of the name, folded. */
  acquaintances(user: number, options: { like?: string; limit: number }): Promise<User[]>;
  /** Which of these people share a room with the person. */
  sharing(user: number, others: readonly number[]): Promise<Set<number>>;
  /** They are here now; written down at most once in five minutes for each. */
  seen(users: readonly number[]): Promise<void>;
  /** Whose name, hue, picture or role has changed after `rev`; the first 1,000 of them. */
  facesSince(rev: number): Promise<Faces>;
  /** The present `rev` of these people; who is not there is left out. */
  revs(users: readonly number[]): Promise<Map<number, number>>;
}
