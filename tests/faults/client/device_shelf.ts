import { type Kept, type OutboxShelf, ownedBy, type Owner } from "@/lib/client/outbox_shelf.ts";

/** What a device keeps of what is unsent while pages come and go; ordered as IndexedDB does. */
export class DeviceShelf implements OutboxShelf {
  readonly sound = true;
  readonly #kept = new Map<string, Kept>();

  async load(owner: Owner): Promise<Kept[]> {
    const kept = ownedBy(this.all, owner);
    await later();
    return kept;
  }

  async put(kept: Kept): Promise<void> {
    this.#kept.set(kept.id, structuredClone(kept));
    await later();
  }

  async update(id: string, change: (kept: Kept) => Kept | undefined): Promise<Kept | "gone"> {
    const kept = this.#kept.get(id);
    const next = kept && change(structuredClone(kept));
    if (next) this.#kept.set(id, structuredClone(next));
    else this.#kept.delete(id);
    await later();
    return next ?? "gone";
  }

  async remove(id: string): Promise<void> {
    this.#kept.delete(id);
    await later();
  }

  async clear(user: number): Promise<void> {
    for (const kept of this.all) if (kept.user.id === user) this.#kept.delete(kept.id);
    await later();
  }

  /** Everything, by id: not by age. */
  get all(): Kept[] {
    return [...this.#kept.values()].sort((a, b) => a.id < b.id ? -1 : 1);
  }
}

/** A database answers when something else has had its turn. */
function later(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
