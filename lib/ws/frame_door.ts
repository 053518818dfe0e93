import { Invalid } from "@/lib/chat/errors.ts";
import type { User } from "@/lib/chat/model.ts";
import { act, type Actor, isDeed } from "./act.ts";
import { encodeFrame } from "./encode.ts";
import type { Refused } from "./nack.ts";
import { fitFrame, type Fitting } from "./read_frame.ts";
import { Refusals } from "./refusals.ts";
import { RequestPulls } from "./request_pulls.ts";
import type { Shared } from "./shared.ts";
import { isSignal, signal } from "./signal.ts";
import type { Visitor } from "./visitor.ts";

/** Somebody at the door, and how much of theirs is under way in all their requests. */
class Caller implements Actor {
  readonly user: User;
  readonly key: string;
  pending = 0;
  requests = 0;
  readonly #refusals: Refusals;

  constructor({ session: { user }, key }: Visitor, shared: Shared) {
    this.user = user;
    this.key = key;
    this.#refusals = new Refusals(user.id, shared);
  }

  refuse(of: Refused, error: unknown): string {
    return this.#refusals.refuse(of, error);
  }
}

/**
 * Where a client that has no socket hands in its frames. From one request to the next nothing is
 * remembered but how much somebody does: each may reach another instance.
 */
export class FrameDoor {
  readonly #shared: Shared;
  /** By session, those who have something under way. */
  readonly #callers = new Map<string, Caller>();

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  /**
   * The frames that a socket would have answered these with, in their order, as text.
   *
   * @throws {RateLimited} if there are too many of a kind; then none of them was obeyed
   */
  async answer(frames: readonly unknown[], visitor: Visitor): Promise<string[]> {
    const fittings = frames.map(fitFrame);
    for (const fitting of fittings) this.#count(fitting, visitor.key);
    const { posts } = this.#shared;
    const caller = this.#enter(visitor);
    posts.enter();
    try {
      const pulls = new RequestPulls(this.#shared, visitor);
      // All at once, since what comes first is committed first; only pulls wait for one another.
      const answers = fittings.map((fitting) => this.#obey(fitting, caller, pulls));
      return (await Promise.all(answers)).flat();
    } finally {
      posts.leave();
      if (--caller.requests === 0) this.#callers.delete(visitor.key);
    }
  }

  #count(fitting: Fitting, key: string): void {
    const { flood } = this.#shared;
    if (fitting.kind === "unfit" || fitting.frame.t === "hello") flood.take("unfit", key);
    else if (!isDeed(fitting.frame)) flood.take(fitting.frame.t, key);
  }

  async #obey(fitting: Fitting, caller: Caller, pulls: RequestPulls): Promise<string | string[]> {
    if (fitting.kind === "unfit") {
      const { message, ...of } = fitting.unfit;
      return caller.refuse(of, new Invalid(message));
    }
    const { frame } = fitting;
    if (isDeed(frame)) return await act(frame, caller, this.#shared);
    if (frame.t === "ping") return encodeFrame<"pong">({ t: "pong", n: frame.n });
    if (frame.t === "hello") return caller.refuse({ re: frame.t }, new Invalid("Nothing to greet"));
    try {
      if (!isSignal(frame)) return await pulls.answer(frame);
      await signal(frame, caller, this.#shared);
      return [];
    } catch (error) {
      return caller.refuse(
        { re: frame.t, ...("room" in frame ? { room: frame.room } : {}) },
        error,
      );
    }
  }

  #enter(visitor: Visitor): Caller {
    const { key } = visitor;
    const caller = this.#callers.get(key) ?? new Caller(visitor, this.#shared);
    caller.requests++;
    this.#callers.set(key, caller);
    return caller;
  }
}
