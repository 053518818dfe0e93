import type { Clock } from "./clock.ts";
import { parseEmoji } from "./emoji.ts";
import { ChatError, Forbidden, NotFound, RateLimited, Unavailable } from "./errors.ts";
import { GroupCommit, type GroupCommitOptions } from "./group_commit.ts";
import type { User } from "./model.ts";
import type { Rights } from "./rights.ts";
import type { Change, MessageStore, Outcome } from "./store.ts";
import { parseBody } from "./text.ts";
import { TokenBuckets } from "./token_bucket.ts";

/** A message that somebody wants to post; `id` is the client's own. */
export interface PostInput {
  id: string;
  room: number;
  body: string;
  replyTo?: number | undefined;
}

/** An own message that somebody wants to delete. */
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

/** What the author of a change is told once it is committed; `dup`: it was so already. */
export interface Ack {
  id: string;
  room: number;
  seq: number;
  rev: number;
  at: string;
  dup?: true;
}

/** What Posting works with. */
export interface PostingParts extends Pick<GroupCommitOptions, "log" | "changed" | "unknown"> {
  store: MessageStore;
  rights: Rights;
  clock: Clock;
  /** Off for load tests only. */
  rateLimits: boolean;
}

/** What every change is asked for with. */
type DeedInput = Pick<PostInput, "id" | "room">;

/** What kind of change it is, and what it holds beside what all changes hold. */
type WishFor<C> = C extends Change ? Omit<C, "id" | "author" | "room" | "aclRev"> : never;
type Wish = WishFor<Change>;

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
    const { body, replyTo } = input;
    return this.#act(author, input, () => ({ kind: "post", body: parseBody(body), replyTo }));
  }

  /** Gives an own message another text. Throws as `post` does. */
  edit(author: User, input: EditInput): Promise<Ack> {
    const { seq, body } = input;
    return this.#act(author, input, () => ({ kind: "edit", seq, body: parseBody(body) }));
  }

  /** Empties an own message; its place stays. Throws as `post` does. */
  delete(author: User, input: DeleteInput): Promise<Ack> {
    return this.#act(author, input, () => ({ kind: "delete", seq: input.seq }));
  }

  /** Puts a reaction on a message, or takes it off. Throws as `post` does. */
  react(author: User, input: ReactInput): Promise<Ack> {
    const { seq, emoji, on } = input;
    return this.#act(author, input, () => ({ kind: "react", seq, emoji: parseEmoji(emoji), on }));
  }

  /** Takes nothing more; resolves when what was taken is answered. */
  drain(): Promise<void> {
    return this.#committer.drain();
  }

  async #act(author: User, input: DeedInput, parse: () => Wish): Promise<Ack> {
    let outcome: Outcome;
    try {
      outcome = await this.#committer.commit(await this.#admit(author, input, parse()));
    } catch (error) {
      const earlier = await this.#earlier(author, input.id, error);
      if (!earlier) throw soonAgain(error);
      outcome = earlier;
    }
    if (outcome.kind === "refused") throw refusalOf(outcome);
    return toAck(input.id, outcome);
  }

  async #admit(author: User, { id, room }: DeedInput, wish: Wish): Promise<Change> {
    const access = await this.#parts.rights.of(author.id, room);
    if (!access) throw new NotFound("the room");
    if (!access.role) throw new Forbidden("Only members may write in this room");
    this.#pay(author.id, { id, kind: wish.kind });
    const { role: _role, ...shown } = author;
    return { ...wish, id, author: shown, room, aclRev: access.aclRev };
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

  /** What was acked once stays acked, whatever would be said of it today. */
  async #earlier(author: User, id: string, error: unknown): Promise<Outcome | undefined> {
    const refusal = error instanceof ChatError && (!error.retry || error instanceof RateLimited);
    if (!refusal) return undefined;
    if (this.#parts.rateLimits) this.#lookups.take(author.id);
    return await this.#parts.store.outcome(author.id, id);
  }
}

function refusalOf({ code, message, afterMs }: Extract<Outcome, { kind: "refused" }>): ChatError {
  return new ChatError(code, message, afterMs === undefined ? {} : { afterMs });
}

function toAck(id: string, outcome: Exclude<Outcome, { kind: "refused" }>): Ack {
  const { kind, room, seq, rev, at } = outcome;
  return { id, room, seq, rev, at, ...(kind === "known" ? { dup: true } : {}) };
}

function soonAgain(error: unknown): unknown {
  if (!(error instanceof Unavailable) || error.afterMs !== undefined) return error;
  const afterMs = Math.round(AGAIN_MS * (0.5 + Math.random()));
  return new Unavailable(error.message, { cause: error, afterMs });
}
