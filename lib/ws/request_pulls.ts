import { NotFound, RateLimited } from "@/lib/chat/errors.ts";
import type { ClientFrame } from "@/lib/chat/protocol.ts";
import { ANSWER_BYTES } from "./encode.ts";
import type { Shared } from "./shared.ts";
import type { Visitor } from "./visitor.ts";

/** When to pull again what did not fit into the answer, in milliseconds. */
const LATER_MS = 1_000;

/** The pulls of one request: one after the other, until there is enough for one answer. */
export class RequestPulls {
  readonly #shared: Shared;
  readonly #visitor: Visitor;
  #last: Promise<unknown> = Promise.resolve();
  #bytes = 0;

  constructor(shared: Shared, visitor: Visitor) {
    this.#shared = shared;
    this.#visitor = visitor;
  }

  /**
   * The frames that answer a pull.
   *
   * @throws {NotFound} if the room is not one of the person's
   * @throws {RateLimited} if they have had as much as they may for now
   * @throws {Unavailable} if the store is away
   */
  answer({ room, since }: Extract<ClientFrame, { t: "pull" }>): Promise<string[]> {
    const answer = this.#last.then(() => this.#pull(room, since));
    this.#last = answer.catch(() => {});
    return answer;
  }

  async #pull(id: number, since: number): Promise<string[]> {
    const { chat, rooms, budgets } = this.#shared;
    const { key, session } = this.#visitor;
    const memberships = await chat.memberships(session.user.id);
    if (!memberships.some(({ room }) => room === id)) throw new NotFound("the room");
    const budget = budgets.of(key);
    if (budget.waitMs > 0) throw new RateLimited(budget.waitMs);
    if (this.#bytes >= ANSWER_BYTES) throw new RateLimited(LATER_MS);
    const [room] = await rooms.open([id]);
    if (!room) throw new NotFound("the room");
    const frames = await room.catchUp.from(since);
    for (const { bytes } of frames) {
      budget.spend(bytes);
      this.#bytes += bytes;
    }
    return frames.map(({ text }) => text);
  }
}
