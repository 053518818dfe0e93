import type { Clock } from "./clock.ts";
import { ChatError, Forbidden, NotFound, RateLimited } from "./errors.ts";
import { GroupCommit, type GroupCommitOptions } from "./group_commit.ts";
import type { User } from "./model.ts";
import type { Rights } from "./rights.ts";
import type { MessageStore, Outcome, Post } from "./store.ts";
import { parseBody } from "./text.ts";
import { TokenBuckets } from "./token_bucket.ts";

/** A message that somebody wants to post; `id` is the client's own. */
export interface PostInput {
  id: string;
  room: number;
  body: string;
  replyTo?: number | undefined;
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

const MESSAGES = { rate: 10, burst: 20 };
/** Refusals are looked up before they are final; that must not become a way to load the store. */
const LOOKUPS = { rate: 10, burst: 40 };
const REMEMBERED = 10_000;

/** The way of a message into the store: guards first, then the committer. */
export class Posting {
  readonly #parts: PostingParts;
  readonly #committer: GroupCommit;
  readonly #messages: TokenBuckets<number>;
  readonly #lookups: TokenBuckets<number>;
  /** Actions that have had their token: a resend costs none. */
  readonly #paid = new Set<string>();

  constructor(parts: PostingParts) {
    const now = () => parts.clock.now();
    this.#parts = parts;
    this.#committer = new GroupCommit(parts);
    this.#messages = new TokenBuckets(MESSAGES, now);
    this.#lookups = new TokenBuckets(LOOKUPS, now);
  }

  /**
   * Resolves after COMMIT.
   *
   * @throws {ChatError} `retry`: the same id again; else refused for good
   */
  async post(author: User, input: PostInput): Promise<Ack> {
    let outcome: Outcome;
    try {
      outcome = await this.#committer.commit(await this.#admit(author, input));
    } catch (error) {
      const earlier = await this.#earlier(author, input.id, error);
      if (!earlier) throw error;
      outcome = earlier;
    }
    if (outcome.kind === "refused") throw new ChatError(outcome.code, outcome.message);
    return toAck(input.id, outcome);
  }

  /** Takes nothing more; resolves when what was taken is answered. */
  drain(): Promise<void> {
    return this.#committer.drain();
  }

  async #admit(author: User, input: PostInput): Promise<Post> {
    const body = parseBody(input.body);
    const access = await this.#parts.rights.of(author.id, input.room);
    if (!access) throw new NotFound("the room");
    if (!access.role) throw new Forbidden("Only members may write in this room");
    this.#pay(author.id, input.id);
    return {
      kind: "post",
      id: input.id,
      author: { id: author.id, name: author.name },
      room: input.room,
      body,
      replyTo: input.replyTo,
      aclRev: access.aclRev,
    };
  }

  #pay(author: number, id: string): void {
    if (!this.#parts.rateLimits) return;
    const action = `${author}:${id}`;
    if (this.#paid.has(action)) return;
    this.#messages.take(author);
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

function toAck(id: string, outcome: Exclude<Outcome, { kind: "refused" }>): Ack {
  const { kind, room, seq, rev, at } = outcome;
  return { id, room, seq, rev, at, ...(kind === "known" ? { dup: true } : {}) };
}
