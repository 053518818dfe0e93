import { type Kept, type OutboxShelf, ownedBy } from "@/lib/client/outbox_shelf.ts";

/** What a device keeps of unsent messages while pages come and go; ordered as IndexedDB does. */
export class DeviceShelf implements OutboxShelf {
  readonly #kept = new Map<string, Kept>();

  load(user: { id: number; name: string }): Promise<Kept[]> {
    return Promise.resolve(ownedBy(this.all, user));
  }

  put(kept: Kept): Promise<void> {
    this.#kept.set(kept.id, structuredClone(kept));
    return Promise.resolve();
  }

  remove(id: string): Promise<void> {
    this.#kept.delete(id);
    return Promise.resolve();
  }

  clear(user: number): Promise<void> {
    for (const kept of this.all) if (kept.user.id === user) this.#kept.delete(kept.id);
    return Promise.resolve();
  }

  /** Everything, by id: not by age. */
  get all(): Kept[] {
    return [...this.#kept.values()].sort((a, b) => a.id < b.id ? -1 : 1);
  }
}
