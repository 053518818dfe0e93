/** Over how long the pace is taken, in milliseconds. */
const WINDOW = 5_000;
/** A shorter time says nothing. */
const LEAST = 500;

/** How fast something goes on, by the last few seconds. */
export class Pace {
  #samples: { at: number; sent: number }[] = [];

  /** Takes how far it was at a moment, in milliseconds since the epoch; gives bytes a second. */
  take(at: number, sent: number): number | undefined {
    const recent = this.#samples.filter((one) => at - one.at <= WINDOW);
    this.#samples = [...recent, { at, sent }];
    const first = this.#samples[0];
    if (!first || at - first.at < LEAST) return undefined;
    return Math.max(0, (sent - first.sent) * 1_000 / (at - first.at));
  }
}
