import { Person } from "@/tests/support/person.ts";
import { pass } from "../episode.ts";
import type { Figure } from "./figure.ts";

/** Long enough that instances look for it as seldom as they ever do. */
const AWAY_MS = 15_000;

/** How long after Redis is back everybody is told that news travels again. */
export const redisBack: Figure = {
  name: "redis back after 15 s: live mode on both instances",
  most: 2_000,
  async measure({ places, redis }) {
    const people = await Promise.all(
      places.map(({ name, instance }) => Person.named(`Clara ${name}`, instance.url)),
    );
    const lines = await Promise.all(people.map((person) => person.connect()));
    await redis.kill();
    await pass(AWAY_MS);
    const from = lines.map(({ frames }) => frames.length);
    await redis.start();
    const back = performance.now();
    await Promise.all(
      lines.map((line, at) =>
        line.waitFor("mode", ({ mode }) => mode === "live", { from: from[at]! })
      ),
    );
    const ms = performance.now() - back;
    await Promise.all(lines.map((line) => line[Symbol.asyncDispose]()));
    return ms;
  },
};
