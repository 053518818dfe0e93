import type { Role, User } from "./model.ts";
import type { Name } from "./name.ts";
import type { NewSession } from "./people_store.ts";

type Hash = Uint8Array<ArrayBuffer>;

/** What this server is ready to keep of files, in bytes. */
export interface FileLimits {
  /** Of one file; at least 1. */
  fileSize: number;
  /** Of all files of one person; 0: no limit. */
  filesPerPerson: number;
  /** Of all files; 0: no limit. */
  filesTotal: number;
  /** What has to stay free on the disk that they are written to. */
  diskFree: number;
}

/** How the door of this server stands, and what it keeps, as the host has set it. */
export interface ServerSettings extends FileLimits {
  /** What newcomers have to know; `undefined`: nothing. */
  joinCode: string | undefined;
  /** New devices wait until a moderator lets them in. */
  knock: boolean;
  /** The first page names who is here. */
  joinShowsPeople: boolean;
  /** What newcomers are. */
  newcomers: Extract<Role, "member" | "guest">;
  /** Guests may write to people in private. */
  guestsDirect: boolean;
}

/** What a one-time link does: make its opener the host, or sign in another device. */
export type LinkKind = "host" | "device";

/** A one-time link, as whoever opens it may see it before they use it. */
export interface Link {
  kind: LinkKind;
  /** Whose device it signs in. */
  user: User | undefined;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** Somebody who waits to be let in. */
export interface Knock {
  id: number;
  name: string;
  device: string;
  address: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** What became of a knock, as its session's token asks. */
export type KnockState = { name: string; state: "waiting" | "refused" };

/** A person as the host sees them. */
export interface Resident {
  user: User;
  createdAt: number;
  seenAt: number;
  bannedUntil: number | undefined;
  mutedUntil: number | undefined;
  hasPassword: boolean;
  /** Whether they ever wrote a message: a name that never did may be released. */
  wrote: boolean;
}

/** The server's own: its door, its links, those who knock, and the list of all people. */
export interface ServerStore {
  settings(): Promise<ServerSettings>;
  /** Changes some of the settings. */
  set(changes: Partial<ServerSettings>): Promise<void>;

  /** Writes down a one-time link; `user` for a device's. Earlier ones of the same kind and user die. */
  makeLink(link: { kind: LinkKind; user?: number; hash: Hash; ttlSeconds: number }): Promise<void>;
  /** The unused link with this hash. */
  peekLink(hash: Hash): Promise<Link | undefined>;
  /** Uses a link: of many at once, one finds it. */
  useLink(hash: Hash): Promise<Link | undefined>;
  /** Whether this server has a host. */
  hasHost(): Promise<boolean>;

  /**
   * Somebody knocks; at most 500 wait.
   * @throws {Conflict} if the name's key is taken, held, or knocking already
   * @throws {RateLimited} if 500 wait already
   */
  knock(name: Name, session: NewSession): Promise<void>;
  /** Those who wait, the longest first. Nobody waits longer than an hour. */
  knocks(): Promise<Knock[]>;
  findKnock(tokenHash: Hash): Promise<KnockState | undefined>;
  /**
   * Lets somebody in: as `signUp`, under the session that they knocked with.
   * @returns `undefined` if they do not wait any more
   * @throws {Conflict} if somebody has the name by now
   */
  letIn(id: number, options: { join: string; role: Role }): Promise<User | undefined>;
  /** Refuses somebody who waits; the name is free again. @returns false if they do not wait */
  turnAway(id: number): Promise<boolean>;

  /** All people who have an account, by name; `like`: part of the name, folded. */
  residents(options: { like?: string; limit: number; after?: number }): Promise<Resident[]>;
  /** How many accounts there are. */
  population(): Promise<number>;
}
