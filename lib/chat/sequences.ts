/** Works that wait for one another if they have the same key; others run side by side. */
export class Sequences {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Whether anything under this key is not done yet. */
  isBusy(key: string): boolean {
    return this.#last.has(key);
  }

  /** Does the work once all that came before it under this key is done, well or not. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key);
    const running = before ? before.then(work, work) : work();
    this.#last.set(key, running);
    const done = () => this.#last.get(key) === running && this.#last.delete(key);
    running.then(done, done);
    return running;
  }
}
