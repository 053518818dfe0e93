import { type Episode, type Fault, pass, strike } from "./episode.ts";
import type { Site } from "./site/site.ts";
import { Talk } from "./workload/talk.ts";

const PAUSE_MS = 120;

/** Something breaks while everybody talks. */
export function amidTalk<S extends Site>(fault: Fault<S>): Episode<S> {
  return {
    name: fault.name,
    strikes: fault.strikes ?? 1,
    async play(stage) {
      const { crowd, book, rng } = stage;
      await stage.open(...crowd.tabs(book, rng));
      const talk = new Talk(stage.tabs, rng, { pauseMs: PAUSE_MS, site: stage.site });
      try {
        await pass(rng.between(200, 500));
        await strike(fault, stage);
        await pass(rng.between(300, 600));
      } finally {
        await talk.stop();
      }
    },
  };
}
