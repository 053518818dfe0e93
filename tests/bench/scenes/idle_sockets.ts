import { AloneSite } from "../../support/sites.ts";
import { residentMib } from "../../support/resident_memory.ts";
import type { Contender } from "../contender.ts";
import { NAMES } from "../names.ts";
import { Ours } from "../ours.ts";
import { startBare } from "../rivals/bare.ts";
import { enter, sit, type Stage } from "../stage.ts";

const SIZE = 5_000;
const REST_MS = 3_000;
const LOOKS = 5;

/** The name of the figure. */
export const IDLE = "memory of one more idle socket";

/** What sockets cost that are signed in and say nothing: resident memory of the server, each. */
export async function idleSockets({ results, times }: Stage): Promise<void> {
  for (let time = 0; time < times; time++) {
    // Memory that sockets have left is used again: new servers each time.
    await using site = await AloneSite.open();
    await using bare = await startBare();
    for (const one of [bare, new Ours({ name: NAMES.alone, instances: [site.instance] })]) {
      results.add({ what: IDLE, of: one.name, unit: "KiB" }, await eachOf(one));
    }
  }
}

async function eachOf(contender: Contender): Promise<number> {
  const pid = contender.pids[0]!;
  // Whoever is there for the first time fills caches that are there for all.
  await using _first = await enter(contender, 50, { senders: 1 });
  const seats = await contender.seats(SIZE, 1);
  const before = await restingMib(pid);
  await using _all = await sit(contender, seats, { senders: 1 });
  return (await restingMib(pid) - before) * 1_024 / SIZE;
}

/** The least of several looks: what waits to be collected belongs to nobody. */
async function restingMib(pid: number): Promise<number> {
  const looks: number[] = [];
  for (let n = 0; n < LOOKS; n++) {
    await new Promise((resolve) => setTimeout(resolve, REST_MS / LOOKS));
    looks.push(await residentMib(pid));
  }
  return Math.min(...looks);
}
