import { percentile } from "@/tests/bench/spread.ts";
import { Person } from "@/tests/support/person.ts";
import type { Place } from "../site/site.ts";
import type { Figure } from "./figure.ts";
import { post } from "./post.ts";

const MISSED = 1_000;
const TIMES = 5;

/** How long somebody who was away waits, after `hello`, for all that was missed. */
export function catchUp(from: "memory" | "the store"): Figure {
  return {
    name: `1,000 missed changes after hello, out of ${from}, the slowest of ${TIMES}`,
    most: 300,
    async measure({ a }) {
      const ana = await Person.named(`Ana ${from}`, a.instance.url);
      const { id: room } = await ana.room();
      // Somebody has to be there, or no instance keeps the room in memory.
      await using _there = await ana.connect();
      await post(ana, room, MISSED);
      const { rev } = await ana.room();
      const times: number[] = [];
      for (let n = 0; n < TIMES; n++) {
        if (from === "the store") await restart(a);
        times.push(await missedBy(ana, { room, rev }));
      }
      return percentile(times, 1);
    },
  };
}

async function restart({ instance }: Place): Promise<void> {
  await instance.kill();
  await instance.start();
}

async function missedBy(
  person: Person,
  { room, rev }: { room: number; rev: number },
): Promise<number> {
  await using line = await person.dial();
  const begun = performance.now();
  line.say({ t: "hello", rooms: { [room]: rev - MISSED } });
  for (let to = rev - MISSED; to < rev;) {
    const frame = await line.waitFor("events", (events) => events.room === room && events.to > to);
    to = frame.to;
    if (frame.more) line.say({ t: "pull", room, since: to });
  }
  return performance.now() - begun;
}
