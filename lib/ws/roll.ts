import type { Peer } from "./peer.ts";

/** Who is connected here, and how often from where. */
export class Roll {
  readonly #all = new Set<Peer>();
  readonly #byUser = new Map<number, Set<Peer>>();
  readonly #byKey = new Map<string, number>();
  readonly #byAddress = new Map<string, number>();
  #ids = 0;

  /** A number that no other peer of this hub has. */
  nextId(): number {
    return ++this.#ids;
  }

  get size(): number {
    return this.#all.size;
  }

  [Symbol.iterator](): IterableIterator<Peer> {
    return this.#all.values();
  }

  /** The people who are connected. */
  get users(): number[] {
    return [...this.#byUser.keys()];
  }

  /** The sockets of a person. */
  of(user: number): readonly Peer[] {
    return [...this.#byUser.get(user) ?? []];
  }

  /** How many sockets a session has. */
  countOf(key: string): number {
    return this.#byKey.get(key) ?? 0;
  }

  /** How many sockets come from an address. */
  countFrom(address: string): number {
    return this.#byAddress.get(address) ?? 0;
  }

  add(peer: Peer): void {
    const { userId, visitor } = peer;
    this.#all.add(peer);
    this.#byUser.set(userId, (this.#byUser.get(userId) ?? new Set()).add(peer));
    count(this.#byKey, visitor.key, 1);
    count(this.#byAddress, visitor.address, 1);
  }

  delete(peer: Peer): void {
    if (!this.#all.delete(peer)) return;
    const { userId, visitor } = peer;
    const sockets = this.#byUser.get(userId);
    if (sockets?.delete(peer) && sockets.size === 0) this.#byUser.delete(userId);
    count(this.#byKey, visitor.key, -1);
    count(this.#byAddress, visitor.address, -1);
  }
}

function count(counts: Map<string, number>, key: string, by: number): void {
  const sum = (counts.get(key) ?? 0) + by;
  if (sum > 0) counts.set(key, sum);
  else counts.delete(key);
}
