import * as z from "zod/mini";
import { ClientId, Id } from "@/lib/chat/model.ts";

/**
 * An own message that no ack has been seen for. `store` names the database it was written for: ids
 * of rooms and people mean nothing in another; `at` is in milliseconds since the epoch, by this
 * machine; `why` is there if it was finally refused: an error's code, or `store`.
 */
export const Kept = z.object({
  id: ClientId,
  store: z.string(),
  user: z.object({ id: Id, name: z.string() }),
  room: Id,
  body: z.string(),
  at: z.number(),
  why: z.optional(z.string()),
});
export type Kept = z.infer<typeof Kept>;

/** Where unsent messages outlive the page. Nothing here throws: what cannot be kept is not. */
export interface OutboxShelf {
  /** What is kept of this person, oldest first. */
  load(user: { id: number; name: string }): Promise<Kept[]>;
  put(kept: Kept): Promise<void>;
  remove(id: string): Promise<void>;
  /** Forgets all of one person's. */
  clear(user: number): Promise<void>;
}

/** Keeps messages as long as the page lives: for tests, and where the browser offers no more. */
export class MemoryShelf implements OutboxShelf {
  readonly #kept = new Map<string, Kept>();

  load(user: { id: number; name: string }): Promise<Kept[]> {
    return Promise.resolve(ownedBy([...this.#kept.values()], user));
  }

  put(kept: Kept): Promise<void> {
    this.#kept.set(kept.id, kept);
    return Promise.resolve();
  }

  remove(id: string): Promise<void> {
    this.#kept.delete(id);
    return Promise.resolve();
  }

  clear(user: number): Promise<void> {
    for (const kept of this.#kept.values()) {
      if (kept.user.id === user) this.#kept.delete(kept.id);
    }
    return Promise.resolve();
  }
}

/**
 * One person's, oldest first. The name counts too: in another database the same id may be
 * somebody else's, who sits at the same computer.
 */
export function ownedBy(kept: readonly Kept[], user: { id: number; name: string }): Kept[] {
  return kept.filter((one) => one.user.id === user.id && one.user.name === user.name)
    .sort((a, b) => a.at - b.at);
}
