import type { Contender } from "../contender.ts";
import { atRest, enter, GROUP, type Player, type Stage, watched } from "../stage.ts";

/** Messages that are under way in a room at any time. */
export const UNDER_WAY = 40;
const SENDERS = 10;
/** How long one measurement is to take, about, in seconds. */
const SECONDS = 1.5;
const TRIAL = 200;
const MOST = 60_000;
const TURNS = 200;
/** Runs before the first that counts: what a server has not done before it does slowly. */
const TRIALS = 3;

/**
 * A room of so many sockets in which 40 messages are under way: messages that reach a socket, a
 * second, and how long a message is on its way to the last of them.
 */
export async function fanOut(
  stage: Stage,
  contenders: readonly Contender[],
  size: number,
): Promise<void> {
  const { results, times, quick } = stage;
  await using stack = new AsyncDisposableStack();
  const players: { player: Player; messages: number }[] = [];
  for (const contender of contenders) {
    const player = stack.use(await enter(contender, size, { senders: Math.min(SENDERS, size) }));
    players.push({ player, messages: await enough(player, quick ? SECONDS / 2 : SECONDS) });
  }
  for (let time = 0; time < times; time++) {
    for (const { player, messages } of players) {
      const { contender: { name: of } } = player;
      // All of them: what another one still does with its own messages takes a core from this one.
      await atRest(stage, ...players.map(({ player }) => player));
      const { done, cores } = await watched(player, () => flood(player, messages));
      const delivered = { what: deliveredTo(size), of, unit: "a second" };
      results.add(delivered, messages * size / done.seconds);
      results.addCores(delivered, cores);
      results.add({ what: `${deliveredTo(size)}: p50`, of, unit: "ms" }, done.delay.p50);
      results.add({ what: `${deliveredTo(size)}: p99`, of, unit: "ms" }, done.delay.p99);
    }
  }
}

/** The same with one message under way, of servers that have not been flooded before. */
export async function oneByOne(
  stage: Stage,
  contenders: readonly Contender[],
  size: number,
): Promise<void> {
  const { results, times } = stage;
  await using stack = new AsyncDisposableStack();
  const players: Player[] = [];
  for (const contender of contenders) {
    const player = stack.use(await enter(contender, size, { senders: 1 }));
    for (let trial = 0; trial < TRIALS; trial++) await turns(player);
    players.push(player);
  }
  for (let time = 0; time < times; time++) {
    for (const player of players) {
      await atRest(stage, ...players);
      const { seconds, delay } = await turns(player);
      const { contender: { name: of } } = player;
      results.add({ what: oneBy(size), of, unit: "a second" }, TURNS * size / seconds);
      results.add({ what: `${oneBy(size)}: p50`, of, unit: "ms" }, delay.p50);
    }
  }
}

/** So many messages as take so many seconds; found out by sending some. */
export async function enough(player: Player, seconds: number): Promise<number> {
  let messages = TRIAL;
  for (let trial = 0; trial < TRIALS; trial++) {
    const took = (await flood(player, messages)).seconds;
    messages = Math.min(MOST, Math.max(TRIAL, Math.round(messages / took * seconds)));
  }
  return messages;
}

/** The name of the figure. */
export function deliveredTo(size: number): string {
  return `delivered to ${size} sockets, 40 under way`;
}

/** The name of the figure. */
export function oneBy(size: number): string {
  return `delivered to ${size} sockets, one under way`;
}

function turns({ load }: Player) {
  return load.ask("turns", { group: GROUP, messages: TURNS });
}

/** So many messages, so many of them under way at any time. */
export function flood({ load }: Player, messages: number, underWay: number = UNDER_WAY) {
  return load.ask("flood", { group: GROUP, messages, underWay, until: "heard" });
}
