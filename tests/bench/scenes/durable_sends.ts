import type { Contender } from "../contender.ts";
import { atRest, enter, GROUP, type Player, type Stage, watched } from "../stage.ts";

const SENDERS = 50;
const ROOMS = 10;
/** As many as the store may have before it, and what the limit needs to fill its transactions. */
const UNDER_WAY = 500;
const SECONDS = 2;
const TRIAL = 2_000;

/** The name of the figure. */
export const ACKED = "acked, 50 senders in 10 rooms, 500 under way";

/** Messages that are stored for good, a second: what the senders are told. */
export async function durableSends(
  stage: Stage,
  contenders: readonly Contender[],
): Promise<void> {
  const { results, times, quick } = stage;
  await using stack = new AsyncDisposableStack();
  const players: { player: Player; messages: number }[] = [];
  for (const contender of contenders) {
    const player = stack.use(await enter(contender, SENDERS, { senders: SENDERS, rooms: ROOMS }));
    await flood(player, TRIAL);
    const { seconds } = await flood(player, 2 * TRIAL);
    // Whole transactions of the limit's, or its last would never be full.
    const messages = Math.ceil(2 * TRIAL / seconds * (quick ? SECONDS / 4 : SECONDS) / UNDER_WAY) *
      UNDER_WAY;
    players.push({ player, messages });
  }
  for (let time = 0; time < times; time++) {
    for (const { player, messages } of players) {
      const { contender: { name: of } } = player;
      await atRest(stage, ...players.map(({ player }) => player));
      const { done, cores } = await watched(player, () => flood(player, messages));
      const acked = { what: ACKED, of, unit: "a second" };
      results.add(acked, messages / done.seconds);
      results.addCores(acked, cores);
      results.add({ what: `${ACKED}: p99`, of, unit: "ms" }, done.delay.p99);
    }
  }
}

function flood({ load }: Player, messages: number) {
  return load.ask("flood", { group: GROUP, messages, underWay: UNDER_WAY, until: "acked" });
}
