import { type Fault, pass, type Stage, strike } from "../episode.ts";
import type { Site } from "../site/site.ts";

const AT_ONCE = 3;
const GAP_MS = 500;

/** Many strikes at random, several at once where they have nothing in common. */
export function together<S extends Site>(
  faults: readonly Fault<S>[],
  { strikes, round }: { strikes: number; round: number },
): Fault<S> {
  return {
    name: `${strikes} at random, together (${round})`,
    takes: ["all"],
    strikes,
    async inject(stage) {
      const active = new Map<Fault<S>, Promise<void>>();
      const all: Promise<void>[] = [];
      for (let n = 0; n < strikes; n++) {
        while (active.size >= AT_ONCE) await Promise.race(active.values()).catch(() => {});
        const fault = await nextOf(faults, active, stage);
        const striking = strike(fault, stage).finally(() => active.delete(fault));
        // Looked at below; until then a failure must not count as nobody's.
        striking.catch(() => {});
        active.set(fault, striking);
        all.push(striking);
        await pass(stage.rng.pause(GAP_MS));
      }
      await Promise.all(all);
    },
  };
}

/** One that shares nothing with those that are under way; waits where there is none. */
async function nextOf<S extends Site>(
  faults: readonly Fault<S>[],
  active: ReadonlyMap<Fault<S>, Promise<void>>,
  { rng }: Stage<S>,
): Promise<Fault<S>> {
  for (;;) {
    const taken = new Set([...active.keys()].flatMap(({ takes }) => takes));
    const free = rng.pick(faults.filter(({ takes }) => takes.every((one) => !taken.has(one))));
    if (free) return free;
    await Promise.race(active.values()).catch(() => {});
  }
}
