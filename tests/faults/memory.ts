const EVERY_MS = 2_000;

/** How a process's memory developed: middle values of two stretches, in bytes. */
export interface Growth {
  before: number;
  after: number;
}

/** Watches how much memory a process holds (RSS). */
export class Memory implements Disposable {
  readonly #samples: number[] = [];
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(pid: number) {
    this.#timer = setInterval(async () => this.#samples.push(await residentBytes(pid)), EVERY_MS);
  }

  /** After a third of the time for warming up: the middle third, and the last. */
  get growth(): Growth {
    const third = Math.floor(this.#samples.length / 3);
    return {
      before: middle(this.#samples.slice(third, 2 * third)),
      after: middle(this.#samples.slice(2 * third)),
    };
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

async function residentBytes(pid: number): Promise<number> {
  const { stdout } = await new Deno.Command("ps", { args: ["-o", "rss=", "-p", `${pid}`] })
    .output();
  return Number(new TextDecoder().decode(stdout)) * 1_024;
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
