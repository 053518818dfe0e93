import type { Contender } from "../contender.ts";
import { atRest, enter, GROUP, type Stage, watched } from "../stage.ts";

const PEOPLE = 2_000;
const ROOMS = 200;
const PER_SECOND = 200;

/** The name of the figure. */
export const DAY =
  "2,000 people in 200 rooms, 200 messages a second, typing, edits, reactions: ack";

/** A large school at its busiest: how long a sender waits for the ack, and what it takes. */
export async function mixedDay(
  stage: Stage,
  contenders: readonly Contender[],
): Promise<void> {
  const { results, times, quick } = stage;
  const share = quick ? 5 : 1;
  for (const contender of contenders) {
    const people = PEOPLE / share;
    await using player = await enter(contender, people, { senders: people, rooms: ROOMS / share });
    for (let time = 0; time < times; time++) {
      await atRest(stage, player);
      const asks = { group: GROUP, perSecond: PER_SECOND, seconds: quick ? 2 : 5 };
      const { done, cores } = await watched(player, () => player.load.ask("day", asks));
      const of = contender.name;
      results.add({ what: `${DAY}: p50`, of, unit: "ms" }, done.p50);
      results.addCores({ what: `${DAY}: p50`, of, unit: "ms" }, cores);
      results.add({ what: `${DAY}: p99`, of, unit: "ms" }, done.p99);
    }
  }
}
