import type { Message, Role, User } from "./model.ts";

/** What is written down when somebody decides about others. */
export type AuditAction =
  | "delete_message"
  | "restore_message"
  | "mute"
  | "unmute"
  | "ban"
  | "unban"
  | "remove"
  | "readmit"
  | "role"
  | "release"
  | "let_in"
  | "turn_away"
  | "lock"
  | "unlock"
  | "slow"
  | "archive"
  | "delete_room"
  | "server"
  | "close_report";

/** One line of the log of who did what. */
export interface AuditEntry {
  id: number;
  /** Milliseconds since the epoch. */
  at: number;
  actor: User;
  action: AuditAction;
  /** Whom it was about. */
  target?: User;
  room?: { id: number; name: string };
  seq?: number;
  /** Plain words or a number that belong to it: a reason, a term in seconds, a role. */
  detail?: string;
  /** Until when it can be undone, in milliseconds since the epoch; not there: it cannot. */
  undoUntil?: number;
  undone?: true;
}

/** What is to be written down. */
export interface AuditNote {
  actor: number;
  action: AuditAction;
  target?: number | undefined;
  room?: number | undefined;
  seq?: number | undefined;
  detail?: string | undefined;
  /** What it takes to undo it within ten seconds: plain data, kept no longer than that. */
  undo?: string | undefined;
}

/** What an undo found: the note, and what it takes. */
export interface Undoing extends AuditNote {
  id: number;
  undo: string;
}

/** A message that somebody found wrong. */
export interface Report {
  id: number;
  at: number;
  reporter: User;
  reason: string;
  room: { id: number; name: string };
  message: Message;
}

/** Decisions about people. Each is written down in the transaction that carries it out. */
export interface ModerationStore {
  /** Until `seconds` from now the person may not write; 0: they may again. @returns the note's id */
  mute(user: number, seconds: number, note: AuditNote): Promise<number>;
  /**
   * Bans the account and the devices that its sessions came from, for `seconds` from now: until
   * then its sessions are found with `bannedUntil`, and open nothing. @param options `address`: also the addresses of its sessions, those left out that
   * other people's sessions came from within 30 days
   * @returns the note's id, and the addresses that are banned now
   */
  ban(
    user: number,
    options: { seconds: number; address: boolean },
    note: AuditNote,
  ): Promise<{ id: number; addresses: string[] }>;
  unban(user: number, note: AuditNote): Promise<number>;
  /** Whether somebody from this device or address may not come in now. */
  isBanned(of: { deviceHash: Uint8Array<ArrayBuffer> | undefined; address: string }): Promise<
    boolean
  >;
  /**
   * Ends a membership; the person may not come back by themselves.
   * @returns the note's id
   * @throws {NotFound} if they are no member
   * @throws {Conflict} if it were a private room's last owner, and others are still there
   */
  remove(room: number, user: number, note: AuditNote): Promise<number>;
  /**
   * @returns the note's id
   * @throws {Conflict} if nobody were host then
   */
  setRole(user: number, role: Role, note: AuditNote): Promise<number>;
  /** Writes down what was done elsewhere. @returns the note's id */
  note(note: AuditNote): Promise<number>;
  /** The log, newest first; `room`: of one room. */
  audit(options: { limit: number; before?: number; room?: number }): Promise<AuditEntry[]>;
  /**
   * Takes up a note to undo it: of many at once, one finds it, within ten seconds by the database's
   * clock. `actor`: only if it is theirs.
   */
  takeUndo(id: number, options?: { actor?: number }): Promise<Undoing | undefined>;
  /** One report a person and message; again is no error. @throws {NotFound} if the room is gone */
  report(of: { room: number; seq: number; reporter: number; reason: string }): Promise<void>;
  /** The open ones, oldest first. */
  reports(options: { limit: number }): Promise<Report[]>;
  /** One report, if it is open. */
  findReport(id: number): Promise<Report | undefined>;
  /** @returns false if it is not open: then nothing is written down */
  closeReport(id: number, note: AuditNote): Promise<boolean>;
  /** Open reports and people who knock. */
  waiting(): Promise<{ reports: number; knocks: number }>;
  /** Forgets what undoes decisions of more than 10 s ago. Says how many, at most 1,000. */
  forgetUndo(): Promise<number>;
  /**
   * Forgets the log and closed reports after 180 days, and what is over: names held, links, bans,
   * knocks, sessions. Says how many, at most 1,000 of each.
   */
  forget(): Promise<number>;
}
