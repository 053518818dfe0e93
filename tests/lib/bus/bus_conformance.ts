import { expect } from "expect";
import type { Bus, Hint } from "@/lib/chat/bus.ts";
import { eventually } from "../../support/eventually.ts";

/** Two instances that share one bus, as long as the scope lasts. */
export interface BusPair extends AsyncDisposable {
  ours: Bus;
  theirs: Bus;
}

/** One implementation, and what it cannot do with the reason why. */
export interface BusCase {
  name: string;
  open(): Promise<BusPair>;
  skip?: Partial<Record<Criterion, string>>;
}

type Criterion = keyof typeof CRITERIA;

const GERAL = 1, COZINHA = 2;

const CRITERIA = {
  "is live once it is open": async ({ ours, theirs }: BusPair) => {
    await eventually(() => ours.mode === "live" && theirs.mode === "live");
  },
  "a hint reaches who watches the room": async ({ ours, theirs }: BusPair) => {
    const heard: Hint[] = [];
    await watchLive(ours, GERAL, heard);
    theirs.tell({ room: GERAL, rev: 7 });
    await eventually(() => heard.length > 0);
    expect(heard).toEqual([{ room: GERAL, rev: 7 }]);
  },
  "a hint reaches nobody who watches another room": async ({ ours, theirs }: BusPair) => {
    const geral: Hint[] = [], cozinha: Hint[] = [];
    await watchLive(ours, GERAL, geral);
    await watchLive(ours, COZINHA, cozinha);
    theirs.tell({ room: COZINHA, rev: 1 });
    theirs.tell({ room: GERAL, rev: 2 });
    await eventually(() => geral.length > 0);
    expect(geral).toEqual([{ room: GERAL, rev: 2 }]);
    expect(cozinha).toEqual([{ room: COZINHA, rev: 1 }]);
  },
  "hints of one instance arrive in their order": async ({ ours, theirs }: BusPair) => {
    const heard: Hint[] = [];
    await watchLive(ours, GERAL, heard);
    for (let rev = 1; rev <= 50; rev++) theirs.tell({ room: GERAL, rev });
    await eventually(() => heard.length === 50);
    expect(heard.map((hint) => hint.rev)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  },
  "two watches of one room both hear, and one that stopped does not": async (
    { ours, theirs }: BusPair,
  ) => {
    const first: Hint[] = [], second: Hint[] = [];
    const watch = await watchLive(ours, GERAL, first);
    await watchLive(ours, GERAL, second);
    theirs.tell({ room: GERAL, rev: 1 });
    await eventually(() => second.length === 1);
    expect(first).toHaveLength(1);
    watch.stop();
    watch.stop();
    theirs.tell({ room: GERAL, rev: 2 });
    await eventually(() => second.length === 2);
    expect(first).toHaveLength(1);
  },
  "a room left and entered again is heard": async ({ ours, theirs }: BusPair) => {
    const heard: Hint[] = [];
    for (let round = 0; round < 5; round++) {
      (await watchLive(ours, GERAL, [])).stop();
    }
    ours.watch(GERAL, () => {}).stop();
    await watchLive(ours, GERAL, heard);
    theirs.tell({ room: GERAL, rev: 3 });
    await eventually(() => heard.length === 1);
  },
  "telling never throws, also after close": async ({ ours }: BusPair) => {
    await ours.close();
    expect(() => ours.tell({ room: GERAL, rev: 1 })).not.toThrow();
  },
  "a watch is ready even where nothing will be heard": async ({ ours }: BusPair) => {
    await ours.watch(GERAL, () => {}).ready;
    await ours.watch(GERAL, () => {}).ready;
  },
};

/** Registers one test for each criterion of the port. */
export function testBus({ name, open, skip = {} }: BusCase): void {
  for (const criterion of Object.keys(CRITERIA) as Criterion[]) {
    const why = skip[criterion];
    const title = `${name}: ${criterion}${why ? ` (not asked: ${why})` : ""}`;
    Deno.test({
      name: title,
      ignore: why !== undefined,
      async fn() {
        await using pair = await open();
        await CRITERIA[criterion](pair);
      },
    });
  }
}

async function watchLive(bus: Bus, room: number, heard: Hint[]) {
  await eventually(() => bus.mode === "live");
  const watch = bus.watch(room, (hint) => heard.push(hint));
  await watch.ready;
  return watch;
}
