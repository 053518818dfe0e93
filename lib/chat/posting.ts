import type { Clock } from "./clock.ts";
import { parseEmoji } from "./emoji.ts";
import { ChatError, NotFound, RateLimited, Unavailable } from "./errors.ts";
import { GroupCommit, type GroupCommitOptions } from "./group_commit.ts";
import { calledBy, callsSomebody } from "./mentions.ts";
import type { User } from "./model.ts";
import { mayCallAll, mayDelete, mayPin, mayReact, mayWrite } from "./policy.ts";
import type { Rights } from "./rights.ts";
import { randomId } from "./random_id.ts";
import { Sequences } from "./sequences.ts";
import type {
  Access,
  Change,
  FileStore,
  MessageStore,
  Outcome,
  Restoration,
  RoomStore,
} from "./store.ts";
import { bodyOfLine, type SystemLine } from "./system_line.ts";
import { parseBody } from "./text.ts";
import { TokenBuckets } from "./token_bucket.ts";

/** A message that somebody wants to post; `id` is the client's own. */
export interface PostInput {
  id: string;
  room: number;
  body: string;
  replyTo?: number | undefined;
  /** Ids of files of the author's own, all here and of no message yet. */
  files?: readonly string[] | undefined;
}

/** A message that somebody wants to delete. */
export interface DeleteInput {
  id: string;
  room: number;
  seq: number;
}

/** An own message that somebody wants to say otherwise. */
export interface EditInput extends DeleteInput {
  body: string;
}

/** A reaction that somebody wants on a message, or off it. */
export interface ReactInput extends DeleteInput {
  emoji: string;
  on: boolean;
}

/** A message that somebody wants kept in view, or no more. */
export interface PinInput extends DeleteInput {
  on: boolean;
}

/** A message that somebody wants to pass on to the room `to`. */
export interface ForwardInput extends DeleteInput {
  to: number;
}

/** A deleted message that is to be there again, as it was. */
export type RestoreInput =
  & DeleteInput
  & Pick<Restoration, "body" | "editedAt" | "mentions" | "all" | "files">;

/**
 * What the author of a change is told once it is committed; `dup`: it was so already; `undo` names
 * the decision, where the message is somebody else's.
 */
export interface Ack {
  id: string;
  room: number;
  seq: number;
  rev: number;
  at: string;
  dup?: true;
  undo?: number;
}

/** What Posting works with. */
export interface PostingParts
  extends Pick<GroupCommitOptions, "log" | "changed" | "unknown" | "soon"> {
  store: MessageStore;
  rooms: Pick<RoomStore, "membersNamed" | "heads">;
  files: Pick<FileStore, "copy">;
  rights: Rights;
  clock: Clock;
  /** Whether guests may write in private. */
  guestsDirect: () => Promise<boolean>;
  /** Off for load tests only. */
  rateLimits: boolean;
}

/** What every change is asked for with. */
type DeedInput = Pick<PostInput, "id" | "room"> & Partial<Pick<PostInput, "body">>;

/** What kind of change it is, and what it holds beside what all changes hold. */
type WishFor<C> = C extends Change ? Omit<C, "id" | "author" | "room" | "aclRev"> : never;
type Wish = WishFor<Change>;

/** What is known when somebody wishes for something. */
interface Moment {
  access: Access;
  /** Milliseconds since the epoch. */
  now: number;
  /** Guests may write in private. */
  guestsDirect: boolean;
}

/** How a wish comes about: who may have it, and the wish. At once: see `#inOrder`. */
type Making = (moment: Moment) => Wish;

/** For so long copies of files wait for the message that they are made for, in milliseconds. */
const COPIES_MS = 60_000;

const MESSAGES = { rate: 10, burst: 20 };
const MARKS = { rate: 10, burst: 30 };
/** Refusals are looked up before they are final; that must not become a way to load the store. */
const LOOKUPS = { rate: 10, burst: 40 };
const REMEMBERED = 10_000;
/**
 * When to come again while the store is away: after 0.5 to 1.5 s. A sender's own back-off would by
 * then be up to 22 s long, and the queue stand still for as long after the store is back.
 */
const AGAIN_MS = 1_000;

/** The way of a message, and of all that is done to it, into the store: guards, then the committer. */
export class Posting {
  readonly #parts: PostingParts;
  readonly #committer: GroupCommit;
  readonly #messages: TokenBuckets<number>;
  readonly #marks: TokenBuckets<number>;
  readonly #lookups: TokenBuckets<number>;
  readonly #admissions = new Sequences();
  /** Actions that have had their token: a resend costs none. */
  readonly #paid = new Set<string>();

  constructor(parts: PostingParts) {
    const now = () => parts.clock.now();
    this.#parts = parts;
    this.#committer = new GroupCommit(parts);
    this.#messages = new TokenBuckets(MESSAGES, now);
    this.#marks = new TokenBuckets(MARKS, now);
    this.#lookups = new TokenBuckets(LOOKUPS, now);
  }

  /**
   * Posts a message. Resolves after COMMIT, as do the others.
   *
   * @throws {ChatError} `retry`: the same id again; else refused for good
   */
  post(author: User, input: PostInput): Promise<Ack> {
    return this.#act(author, input, postOf(input));
  }

  /**
   * Posts a message with copies of these files, which the author has been found to see. Throws as
   * `post` does.
   */
  forward(author: User, input: PostInput, files: readonly string[]): Promise<Ack> {
    return this.#act(author, input, postOf(input), files);
  }

  /** Gives an own message another text. Throws as `post` does. */
  edit(author: User, input: EditInput): Promise<Ack> {
    const { seq, body } = input;
    return this.#act(author, input, (moment) => {
      return { kind: "edit", seq, body: textOf(body, moment, { beside: true }) };
    });
  }

  /**
   * Empties a message of one's own, or of others where one sees to the room; its place stays.
   * Throws as `post` does.
   */
  delete(author: User, input: DeleteInput): Promise<Ack> {
    const { seq } = input;
    return this.#act(author, input, ({ access }) => {
      return { kind: "delete", seq, ...(mayDelete(access) ? { moderated: true } : {}) };
    });
  }

  /** Puts a reaction on a message, or takes it off. Throws as `post` does. */
  react(author: User, input: ReactInput): Promise<Ack> {
    const { seq, emoji, on } = input;
    return this.#act(author, input, ({ access, now }) => {
      const wish: Wish = { kind: "react", seq, emoji: parseEmoji(emoji), on };
      mayReact(access, { now });
      return wish;
    });
  }

  /** Keeps a message in view, or no more. Throws as `post` does. */
  pin(author: User, input: PinInput): Promise<Ack> {
    const { seq, on } = input;
    return this.#act(author, input, ({ access, now }) => {
      mayPin(access, { now });
      return { kind: "pin", seq, on };
    });
  }

  /** Tells in a room what its author has done there. */
  tell(author: User, room: number, line: SystemLine): Promise<Ack> {
    return this.#decide(author, { id: randomId(), room }, { kind: "line", body: bodyOfLine(line) });
  }

  /** Empties a message for a moderator who need not be in its room: somebody reported it. */
  deleteReported(moderator: User, { id, room, seq }: DeleteInput): Promise<Ack> {
    return this.#decide(moderator, { id, room }, { kind: "delete", seq, moderated: true });
  }

  /** Takes a moderator's deletion back. */
  restore(moderator: User, { id, room, ...message }: RestoreInput): Promise<Ack> {
    return this.#decide(moderator, { id, room }, { kind: "restore", ...message });
  }

  /** Takes nothing more; resolves when what was taken is answered. */
  drain(): Promise<void> {
    return this.#committer.drain();
  }

  /**
   * What a change that fails is answered with: what was acked once stays acked, whatever would be
   * said of it today.
   *
   * @throws {ChatError} what it failed with, if it was never done
   */
  async settle(author: User, id: string, error: unknown): Promise<Ack> {
    const earlier = await this.#earlier(author, id, error);
    if (!earlier) throw soonAgain(error);
    return toAck(id, earlier);
  }

  async #act(
    author: User,
    input: DeedInput,
    make: Making,
    copied: readonly string[] = [],
  ): Promise<Ack> {
    let outcome: Outcome;
    try {
      const asks = copied.length > 0 || callsSomebody(input.body ?? "");
      const { stored } = await this.#inOrder(author, { ...input, asks }, async () => {
        const change = await this.#copying(copied, await this.#admit(author, input, make));
        return { stored: this.#committer.commit(change) };
      });
      outcome = await stored;
    } catch (error) {
      return await this.settle(author, input.id, error);
    }
    return toAck(input.id, outcome);
  }

  /**
   * Admissions take the same number of turns, whatever is wished for, and so keep their order; but for
   * messages that have to ask the store, whom they call or for copies: nothing of their author's
   * overtakes those.
   */
  #inOrder<T>(
    author: User,
    { room, asks }: { room: number; asks: boolean },
    admit: () => Promise<T>,
  ): Promise<T> {
    const key = `${author.id}:${room}`;
    return asks || this.#admissions.isBusy(key) ? this.#admissions.run(key, admit) : admit();
  }

  async #admit(author: User, { id, room }: DeedInput, make: Making): Promise<Change> {
    const access = await this.#parts.rights.of(author.id, room);
    if (!access) throw new NotFound("the room");
    const asks = access.kind === "direct" && access.standing === "guest";
    const guestsDirect = !asks || await this.#parts.guestsDirect();
    const wish = make({ access, now: this.#parts.clock.now(), guestsDirect });
    this.#pay(author.id, { id, kind: wish.kind });
    const change = toChange(wish, { id, room, author, aclRev: access.aclRev });
    if (change.kind !== "post" && change.kind !== "edit") return change;
    if (!callsSomebody(change.body)) return { ...change, mentions: [] };
    const calling = { room, author: author.id };
    const { mentions, all } = await calledBy(change.body, calling, this.#parts.rooms);
    return { ...change, mentions, ...(all && mayCallAll(access) ? { all } : {}) };
  }

  /** The change with copies of these files, unless it was done before. */
  async #copying(files: readonly string[], change: Change): Promise<Change> {
    if (files.length === 0 || change.kind !== "post") return change;
    const { author, id } = change;
    // Resends cost no token; each might make copies.
    if (this.#parts.rateLimits) this.#lookups.take(author.id);
    if (await this.#parts.store.outcome(author.id, id) !== undefined) return change;
    const copies = files.map(() => randomId());
    for (const [at, copy] of copies.entries()) {
      await this.#parts.files.copy(files[at]!, { id: copy, owner: author.id, ttlMs: COPIES_MS });
    }
    return { ...change, files: copies };
  }

  async #decide(author: User, { id, room }: DeedInput, wish: Wish): Promise<Ack> {
    const head = (await this.#parts.rooms.heads([room])).get(room);
    if (!head) throw new NotFound("the room");
    const change = toChange(wish, { id, room, author, aclRev: head.aclRev });
    return toAck(id, await this.#committer.commit(change));
  }

  #pay(author: number, { id, kind }: Pick<Change, "id" | "kind">): void {
    if (!this.#parts.rateLimits) return;
    const action = `${author}:${id}`;
    if (this.#paid.has(action)) return;
    const writes = kind === "post" || kind === "edit";
    (writes ? this.#messages : this.#marks).take(author);
    this.#paid.add(action);
    if (this.#paid.size > REMEMBERED) {
      const [oldest] = this.#paid;
      this.#paid.delete(oldest!);
    }
  }

  async #earlier(author: User, id: string, error: unknown): Promise<Outcome | undefined> {
    const refusal = error instanceof ChatError && (!error.retry || error instanceof RateLimited);
    if (!refusal) return undefined;
    if (this.#parts.rateLimits) this.#lookups.take(author.id);
    return await this.#parts.store.outcome(author.id, id);
  }
}

function postOf({ body, replyTo, files = [] }: PostInput): Making {
  const beside = files.length > 0;
  return (moment) => {
    const text = textOf(body, moment, { beside });
    return { kind: "post", body: text, replyTo, ...(beside ? { files } : {}) };
  };
}

/** A text, if it is one (or, `beside` files, none) and the person may write in the room. */
function textOf(text: string, { access, ...at }: Moment, files?: { beside: boolean }): string {
  const body = parseBody(text, files);
  mayWrite(access, at);
  return body;
}

function toChange(wish: Wish, of: DeedInput & { author: User; aclRev: number }): Change {
  const { id, room, aclRev, author: { role: _role, ...author } } = of;
  return { ...wish, id, author, room, aclRev };
}

function toAck(id: string, outcome: Outcome): Ack {
  if (outcome.kind === "refused") {
    const { code, message, afterMs } = outcome;
    throw new ChatError(code, message, afterMs === undefined ? {} : { afterMs });
  }
  const { kind, room, seq, rev, at, note } = outcome;
  const undo = note === undefined ? {} : { undo: note };
  return { id, room, seq, rev, at, ...(kind === "known" ? { dup: true } : {}), ...undo };
}

function soonAgain(error: unknown): unknown {
  if (!(error instanceof Unavailable) || error.afterMs !== undefined) return error;
  const afterMs = Math.round(AGAIN_MS * (0.5 + Math.random()));
  return new Unavailable(error.message, { cause: error, afterMs });
}
