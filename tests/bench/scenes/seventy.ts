import type { Contender } from "../contender.ts";
import { atRest, enter, GROUP, type Player, type Stage } from "../stage.ts";
import { deliveredTo, enough, flood } from "./fan_out.ts";

const SIZE = 100;
const SENDERS = 10;
const SHARE = 0.7;

/** The name of the figure. */
export const AT_SEVENTY = "100 sockets at 70 % of their highest load: p99";

/** How long messages are on their way at a steady 70 % of what a contender was seen to do. */
export async function atSeventy(
  stage: Stage,
  contenders: readonly Contender[],
): Promise<void> {
  const { results, times, quick } = stage;
  for (const contender of contenders) {
    const { name: of } = contender;
    await using player = await enter(contender, SIZE, { senders: SENDERS });
    // Where the floods were not played.
    const highest = (results.median(deliveredTo(SIZE), of) ?? await floodOf(player)) / SIZE;
    for (let time = 0; time < times; time++) {
      await atRest(stage, player);
      const asks = { group: GROUP, perSecond: highest * SHARE, seconds: quick ? 1 : 3 };
      const { delay } = await player.load.ask("pace", asks);
      results.add({ what: AT_SEVENTY, of, unit: "ms" }, delay.p99);
    }
  }
}

/** What it does in some seconds: messages that reach a socket, a second. */
async function floodOf(player: Player): Promise<number> {
  const messages = await enough(player, 1.5);
  return messages * SIZE / (await flood(player, messages)).seconds;
}
