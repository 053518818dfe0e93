/** One call that was stopped on its way back. */
export interface Hold {
  /** Resolves when the call has been made, and its answer waits. */
  readonly reached: Promise<void>;
  release(): void;
}

type Trap = (call: () => Promise<unknown>) => Promise<unknown>;

/** Something real whose answers can be held back or replaced by a failure, call by call. */
export class Holdable<T extends object> {
  /** To be given to whom the real one would be given. */
  readonly door: T;
  readonly #traps = new Map<PropertyKey, Trap[]>();
  readonly #always = new Map<PropertyKey, Trap>();
  readonly #calls = new Map<PropertyKey, number>();

  constructor(real: T) {
    this.door = new Proxy(real, { get: (target, name) => this.#get(target, name) });
  }

  /** How often `method` was called. */
  calls(method: keyof T): number {
    return this.#calls.get(method) ?? 0;
  }

  /** The next call of `method` is made, and its answer held back. */
  hold(method: keyof T): Hold {
    const reached = Promise.withResolvers<void>(), released = Promise.withResolvers<void>();
    this.#next(method, async (call) => {
      const answer = await call();
      reached.resolve();
      await released.promise;
      return answer;
    });
    return { reached: reached.promise, release: () => released.resolve() };
  }

  /** Every call of `method` fails from now on; undone by calling what is returned. */
  fail(method: keyof T, error: Error): () => void {
    this.#always.set(method, () => Promise.reject(error));
    return () => void this.#always.delete(method);
  }

  /** The next call of `method` is not made, and answered so. */
  answer(method: keyof T, answer: () => unknown): void {
    this.#next(method, () => Promise.resolve(answer()));
  }

  #next(method: PropertyKey, trap: Trap): void {
    this.#traps.set(method, [...this.#traps.get(method) ?? [], trap]);
  }

  #get(target: T, name: PropertyKey): unknown {
    const value: unknown = Reflect.get(target, name, target);
    if (typeof value !== "function") return value;
    return (...args: unknown[]) => {
      this.#calls.set(name, (this.#calls.get(name) ?? 0) + 1);
      const call = () => value.apply(target, args);
      const trap = this.#always.get(name) ?? this.#traps.get(name)?.shift();
      return trap ? trap(call) : call();
    };
  }
}
