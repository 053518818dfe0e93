import { Person } from "@/tests/support/person.ts";
import { pass } from "../episode.ts";
import type { Figure } from "./figure.ts";

/** Long enough that instances look for it as seldom as they ever do. */
const AWAY_MS = { from: 8_000, to: 14_000 };
const TIMES = 3;

/** How long after Redis is back everybody is told that news travels again. */
export const redisBack: Figure = {
  name: `redis back: live mode on both instances, the slowest of ${TIMES}`,
  most: 2_000,
  async measure({ places, redis }, rng) {
    const people = await Promise.all(
      places.map(({ name, instance }) => Person.named(`Clara ${name}`, instance.url)),
    );
    const lines = await Promise.all(people.map((person) => person.connect()));
    const times: number[] = [];
    for (let n = 0; n < TIMES; n++) {
      await redis.kill();
      await pass(rng.between(AWAY_MS.from, AWAY_MS.to));
      const from = lines.map(({ frames }) => frames.length);
      await redis.start();
      const back = performance.now();
      await Promise.all(
        lines.map((line, at) =>
          line.waitFor("mode", ({ mode }) => mode === "live", { from: from[at]! })
        ),
      );
      times.push(performance.now() - back);
    }
    await Promise.all(lines.map((line) => line[Symbol.asyncDispose]()));
    return Math.max(...times);
  },
};
