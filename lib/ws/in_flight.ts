/** Counts what is under way, for whoever wants to wait until nothing is. */
export class InFlight {
  #count = 0;
  #idle = Promise.withResolvers<void>();

  constructor() {
    this.#idle.resolve();
  }

  enter(): void {
    if (this.#count++ === 0) this.#idle = Promise.withResolvers<void>();
  }

  leave(): void {
    if (--this.#count === 0) this.#idle.resolve();
  }

  /** Resolves when nothing is under way. */
  idle(): Promise<void> {
    return this.#idle.promise;
  }
}
