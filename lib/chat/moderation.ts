import { Allowances } from "./allowances.ts";
import type { Chat } from "./chat.ts";
import type { Clock } from "./clock.ts";
import { ChatError, Conflict, NotFound } from "./errors.ts";
import type { Role, User } from "./model.ts";
import { foldName } from "./name.ts";
import {
  mayAssignRole,
  mayBan,
  mayHost,
  mayModerate,
  mayMute,
  mayReadAudit,
  mayRelease,
  mayReport,
  undoesOthers,
} from "./policy.ts";
import { randomId } from "./random_id.ts";
import { parseReason } from "./reason.ts";
import type { AuditEntry, AuditNote, Report, Resident, Store } from "./store.ts";
import { takeBack } from "./take_back.ts";

/** What Moderation works with. */
export interface ModerationParts {
  store: Store;
  chat: Chat;
  clock: Clock;
  /** Off for load tests only. */
  rateLimits?: boolean;
}

/** How somebody is banned. */
export interface BanInput {
  /** From now on; left out: for good. */
  seconds?: number | undefined;
  reason?: string | undefined;
  /** Also the addresses that nobody else came from. */
  address?: boolean | undefined;
}

/** "For good": a hundred years, in seconds. */
const FOR_GOOD = 100 * 365 * 24 * 60 * 60;
/** Entries of the log, and reports, in one answer. */
const PAGE = 50;

/**
 * Decisions about people and what they wrote. Each method takes the person who decides first, and
 * throws a `ChatError` where it cannot: `Forbidden`, `NotFound`, `Conflict`, `Invalid` or
 * `RateLimited`. Where it answers an id, that names the decision for `undo`, for 10 s.
 */
export class Moderation {
  readonly #parts: ModerationParts;
  readonly #allowances: Allowances;

  constructor(parts: ModerationParts) {
    const { clock, rateLimits = true } = parts;
    this.#parts = parts;
    this.#allowances = new Allowances({ now: () => clock.now(), rateLimits });
  }

  /** Lets somebody read and not write, for `seconds`. */
  async mute(actor: User, user: number, seconds: number): Promise<number> {
    const note = await this.#decide(actor, user, { action: "mute", detail: String(seconds) });
    const { mutedUntil: until } = await this.#resident(user);
    const id = await this.#store.mute(user, seconds, { ...note, undo: JSON.stringify({ until }) });
    this.#parts.chat.move([user]);
    return id;
  }

  /** Lets somebody write again. */
  async unmute(actor: User, user: number): Promise<void> {
    const note = await this.#decide(actor, user, { action: "unmute" });
    await this.#store.mute(user, 0, note);
    this.#parts.chat.move([user]);
  }

  /** Shuts somebody out: their account, their devices, and where asked for their addresses. */
  async ban(
    actor: User,
    user: number,
    { seconds, reason, address = false }: BanInput = {},
  ): Promise<{ undo: number; addresses: string[] }> {
    const detail = parseReason(reason) || (seconds === undefined ? undefined : String(seconds));
    const note = await this.#decide(actor, user, { action: "ban", detail });
    const { bannedUntil: until } = await this.#resident(user);
    const term = { seconds: seconds ?? FOR_GOOD, address };
    const undo = JSON.stringify({ until });
    const { id, addresses } = await this.#store.ban(user, term, { ...note, undo });
    this.#parts.chat.move([user]);
    return { undo: id, addresses };
  }

  /** Lets somebody come back. */
  async unban(actor: User, user: number): Promise<void> {
    const note = await this.#decide(actor, user, { action: "unban" });
    await this.#store.unban(user, note);
    this.#parts.chat.move([user]);
  }

  /**
   * Gives somebody a role on the server.
   *
   * @throws {Conflict} `field` "password", if the role asks for a password that the account has not
   */
  async setRole(actor: User, user: number, role: Role): Promise<{ user: User; undo: number }> {
    mayHost(actor);
    const target = await this.#person(user);
    const hasPassword = await this.#parts.store.people.passwordHash(user) !== undefined;
    mayAssignRole(actor, target, { role, hasPassword });
    const undo = JSON.stringify({ role: target.role });
    const note: AuditNote = { actor: actor.id, action: "role", target: user, detail: role, undo };
    const id = await this.#store.setRole(user, role, note);
    this.#parts.chat.move([user]);
    return { user: { ...target, role }, undo: id };
  }

  /** Frees the name of an account that never wrote. @throws {Conflict} if it is in use */
  async release(actor: User, user: number): Promise<void> {
    mayHost(actor);
    const target = await this.#person(user);
    const { wrote, hasPassword } = await this.#resident(user);
    mayRelease(actor, target, { wrote, hasPassword });
    await this.#parts.store.people.release(user);
    const note = { actor: actor.id, action: "release", target: user, detail: target.name } as const;
    await this.#store.note(note);
    this.#parts.chat.move([user]);
  }

  /** Tells those who see to the server of a message. */
  async report(
    actor: User,
    { room, seq, reason }: { room: number; seq: number; reason?: string | undefined },
  ): Promise<void> {
    mayReport(await this.#parts.chat.access(actor.id, room));
    const text = parseReason(reason);
    this.#allowances.take("reports", actor.id);
    const message = await this.#parts.chat.message(actor.id, { room, seq });
    if (message.deleted) throw new Conflict("The message is deleted");
    await this.#store.report({ room, seq, reporter: actor.id, reason: text });
  }

  /** What was reported and not looked at, oldest first. */
  async reports(actor: User): Promise<Report[]> {
    mayModerate(actor);
    return await this.#store.reports({ limit: PAGE });
  }

  /** Closes a report; `delete`: the message goes, also from a room that the moderator is not in. */
  async closeReport(
    actor: User,
    id: number,
    { delete: goes = false }: { delete?: boolean | undefined } = {},
  ): Promise<void> {
    mayModerate(actor);
    const report = await this.#store.findReport(id);
    if (!report) throw new NotFound("the report");
    const { room, message: { seq, author, deleted } } = report;
    if (goes && !deleted) {
      const input = { id: randomId(), room: room.id, seq };
      await this.#parts.chat.deleteReported(actor, input).catch(unlessDone);
    }
    const about = { target: author.id, room: room.id, seq };
    const note: AuditNote = { actor: actor.id, action: "close_report", ...about };
    if (!await this.#store.closeReport(id, note)) throw new NotFound("the report");
  }

  /**
   * The log, newest first; `room`: that of one room; `before`: an id, exclusive. Of a room that the
   * person does not see it does not say which it was.
   */
  async audit(
    actor: User,
    { room, before }: { room?: number | undefined; before?: number | undefined } = {},
  ): Promise<AuditEntry[]> {
    const access = room === undefined ? undefined : await this.#parts.chat.access(actor.id, room);
    mayReadAudit(actor, access);
    const only = room === undefined ? {} : { room };
    const from = before === undefined ? {} : { before };
    const entries = await this.#store.audit({ limit: PAGE, ...only, ...from });
    return room === undefined ? await this.#asSeenBy(actor, entries) : entries;
  }

  /** Takes a decision back. @throws {NotFound} if it is too late, done before, or not theirs */
  async undo(actor: User, id: number): Promise<void> {
    const whose = undoesOthers(actor) ? {} : { actor: actor.id };
    const undoing = await this.#store.takeUndo(id, whose);
    if (!undoing) throw new NotFound("the decision, or it is too late");
    await takeBack(actor, undoing, this.#parts);
  }

  /** How many reports and people at the door wait for those who see to the server. */
  async waiting(actor: User): Promise<{ reports: number; knocks: number }> {
    mayModerate(actor);
    return await this.#store.waiting();
  }

  async #asSeenBy({ id: user }: User, entries: readonly AuditEntry[]): Promise<AuditEntry[]> {
    const { rooms } = this.#parts.store;
    const ids = new Set(entries.flatMap(({ room }) => room ? [room.id] : []));
    const seen = new Map<number, boolean>();
    for (const id of ids) seen.set(id, await rooms.access(user, id) !== undefined);
    return entries.map((entry) => {
      if (!entry.room || seen.get(entry.room.id)) return entry;
      const { room: _room, seq: _seq, ...rest } = entry;
      return rest;
    });
  }

  get #store(): Store["moderation"] {
    return this.#parts.store.moderation;
  }

  /** The note of a decision that silences or shuts out, if it is the person's to take. */
  async #decide(
    actor: User,
    user: number,
    note: Pick<AuditNote, "action" | "detail">,
  ): Promise<AuditNote> {
    mayModerate(actor);
    this.#allowances.take("decisions", actor.id);
    const target = await this.#person(user);
    const check = note.action === "ban" || note.action === "unban" ? mayBan : mayMute;
    check(actor, target);
    return { ...note, actor: actor.id, target: user };
  }

  async #person(id: number): Promise<User> {
    const user = (await this.#parts.store.people.find([id])).get(id);
    // An account that was deleted is nobody any more.
    if (!user?.name) throw new NotFound("the person");
    return user;
  }

  async #resident(id: number): Promise<Resident> {
    const like = foldName((await this.#person(id)).name);
    for (let from = {};;) {
      const page = await this.#parts.store.server.residents({ limit: PAGE, like, ...from });
      const resident = page.find(({ user }) => user.id === id);
      if (resident) return resident;
      const last = page.length < PAGE ? undefined : page.at(-1);
      if (!last) throw new NotFound("the person");
      from = { after: last.user.id };
    }
  }
}

function unlessDone(error: unknown): void {
  const done = error instanceof ChatError && ["conflict", "not_found"].includes(error.code);
  if (!done) throw error;
}
