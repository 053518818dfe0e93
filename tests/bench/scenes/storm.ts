import type { Contender } from "../contender.ts";
import { GROUP, sit, type Stage } from "../stage.ts";
import { Load } from "../load.ts";

const SIZE = 1_000;
const BEHIND = 200;

/** The name of the figure. */
export const STORM = "1,000 sockets come back at once, 200 messages behind: all up to date";

/** Everybody's Wi-Fi comes back: until each has all it missed. */
export async function storms(stage: Stage, contenders: readonly Contender[]): Promise<void> {
  for (const contender of contenders) await storm(stage, contender);
}

async function storm({ results, times }: Stage, contender: Contender): Promise<void> {
  const seats = await contender.seats(SIZE, 1);
  await using talker = await sit(contender, seats.slice(0, 1), { senders: 1 });
  const say = () =>
    talker.load.ask("flood", {
      ...{ group: GROUP, messages: BEHIND, underWay: 1, until: "heard" },
    });
  await say();
  for (let time = 0; time < times; time++) {
    const since = await talker.load.ask("seen", { group: GROUP });
    await say();
    await using load = new Load();
    const ms = await load.ask("storm", {
      ...{ group: GROUP, dialect: contender.dialect, seats, senders: 1, since },
      ...{ atOnce: SIZE, missing: SIZE * BEHIND },
    });
    results.add({ what: STORM, of: contender.name, unit: "ms" }, ms);
  }
}
