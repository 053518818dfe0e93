import { expect } from "expect";
import type { Bus, PeopleNews, RoomNews } from "@/lib/chat/bus.ts";
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
const ANA = 1, BRUNO = 2;

const CRITERIA = {
  "is live once it is open": async ({ ours, theirs }: BusPair) => {
    await eventually(() => ours.mode === "live" && theirs.mode === "live");
  },
  "news of a room reach who watches it": async ({ ours, theirs }: BusPair) => {
    const heard: RoomNews[] = [];
    await watchLive(ours, GERAL, heard);
    theirs.tell({ kind: "rev", room: GERAL, rev: 7 });
    await eventually(() => heard.length > 0);
    expect(heard).toEqual([{ kind: "rev", room: GERAL, rev: 7 }]);
  },
  "all kinds of news of a room arrive as they were told": async ({ ours, theirs }: BusPair) => {
    const heard: RoomNews[] = [];
    await watchLive(ours, GERAL, heard);
    const told: RoomNews[] = [
      { kind: "typing", room: GERAL, user: ANA, on: true },
      { kind: "reads", room: GERAL, users: [ANA, BRUNO] },
      { kind: "rev", room: GERAL, rev: 1 },
    ];
    for (const news of told) theirs.tell(news);
    await eventually(() => heard.length === told.length);
    expect(heard).toEqual(told);
  },
  "news of people arrive with the name of who told, one a run": async (
    { ours, theirs }: BusPair,
  ) => {
    const heard: [PeopleNews, string][] = [], back: string[] = [];
    await eventually(() => ours.mode === "live" && theirs.mode === "live");
    ours.onPeople((news, from) => heard.push([news, from]));
    theirs.onPeople((_, from) => back.push(from));
    const told: PeopleNews[] = [
      { kind: "here", users: [ANA, BRUNO], away: [BRUNO] },
      { kind: "changed", user: ANA },
      { kind: "left", users: [ANA] },
    ];
    for (const news of told) theirs.tell(news);
    await eventually(() => heard.length === told.length);
    expect(heard.map(([news]) => news)).toEqual(told);
    expect(new Set(heard.map(([, from]) => from)).size).toBe(1);
    ours.tell({ kind: "changed", user: BRUNO });
    await eventually(() => back.length === 1);
    expect(back[0]).not.toBe(heard[0]![1]);
  },
  "four hundred people fit into one message": async ({ ours, theirs }: BusPair) => {
    const heard: PeopleNews[] = [];
    await eventually(() => ours.mode === "live" && theirs.mode === "live");
    ours.onPeople((news) => heard.push(news));
    const users = Array.from({ length: 400 }, (_, n) => 1_000_000 + n);
    theirs.tell({ kind: "here", users, away: [] });
    await eventually(() => heard.length === 1);
    expect(heard).toEqual([{ kind: "here", users, away: [] }]);
  },
  "who has stopped listening to news of people hears none": async ({ ours, theirs }: BusPair) => {
    const first: PeopleNews[] = [], second: PeopleNews[] = [];
    await eventually(() => ours.mode === "live" && theirs.mode === "live");
    const stop = ours.onPeople((news) => first.push(news));
    ours.onPeople((news) => second.push(news));
    theirs.tell({ kind: "changed", user: ANA });
    await eventually(() => second.length === 1);
    stop();
    stop();
    theirs.tell({ kind: "changed", user: BRUNO });
    await eventually(() => second.length === 2);
    expect(first).toHaveLength(1);
  },
  "own news are not heard": async ({ ours, theirs }: BusPair) => {
    const heard: RoomNews[] = [], ofPeople: PeopleNews[] = [];
    await watchLive(ours, GERAL, heard);
    ours.onPeople((news) => ofPeople.push(news));
    ours.tell({ kind: "rev", room: GERAL, rev: 1 });
    ours.tell({ kind: "changed", user: ANA });
    // What comes after them has come, so they would have.
    await eventually(() => {
      theirs.tell({ kind: "rev", room: GERAL, rev: 2 });
      theirs.tell({ kind: "changed", user: BRUNO });
      return heard.length > 0 && ofPeople.length > 0;
    });
    expect(heard.some((news) => news.kind === "rev" && news.rev === 1)).toBe(false);
    expect(ofPeople).not.toContainEqual({ kind: "changed", user: ANA });
  },
  "news of a room reach nobody who watches another": async ({ ours, theirs }: BusPair) => {
    const geral: RoomNews[] = [], cozinha: RoomNews[] = [];
    await watchLive(ours, GERAL, geral);
    await watchLive(ours, COZINHA, cozinha);
    theirs.tell({ kind: "rev", room: COZINHA, rev: 1 });
    theirs.tell({ kind: "rev", room: GERAL, rev: 2 });
    await eventually(() => geral.length > 0);
    expect(geral).toEqual([{ kind: "rev", room: GERAL, rev: 2 }]);
    expect(cozinha).toEqual([{ kind: "rev", room: COZINHA, rev: 1 }]);
  },
  "news of one instance arrive in their order": async ({ ours, theirs }: BusPair) => {
    const heard: RoomNews[] = [];
    await watchLive(ours, GERAL, heard);
    for (let rev = 1; rev <= 50; rev++) theirs.tell({ kind: "rev", room: GERAL, rev });
    await eventually(() => heard.length === 50);
    expect(heard.map((news) => news.kind === "rev" && news.rev)).toEqual(
      Array.from({ length: 50 }, (_, i) => i + 1),
    );
  },
  "two watches of one room both hear, and one that stopped does not": async (
    { ours, theirs }: BusPair,
  ) => {
    const first: RoomNews[] = [], second: RoomNews[] = [];
    const watch = await watchLive(ours, GERAL, first);
    await watchLive(ours, GERAL, second);
    theirs.tell({ kind: "rev", room: GERAL, rev: 1 });
    await eventually(() => second.length === 1);
    expect(first).toHaveLength(1);
    watch.stop();
    watch.stop();
    theirs.tell({ kind: "rev", room: GERAL, rev: 2 });
    await eventually(() => second.length === 2);
    expect(first).toHaveLength(1);
  },
  "a room left and entered again is heard": async ({ ours, theirs }: BusPair) => {
    const heard: RoomNews[] = [];
    for (let round = 0; round < 5; round++) {
      (await watchLive(ours, GERAL, [])).stop();
    }
    ours.watch(GERAL, () => {}).stop();
    await watchLive(ours, GERAL, heard);
    theirs.tell({ kind: "rev", room: GERAL, rev: 3 });
    await eventually(() => heard.length === 1);
  },
  "telling never throws, also after close": async ({ ours }: BusPair) => {
    await ours.close();
    expect(() => ours.tell({ kind: "rev", room: GERAL, rev: 1 })).not.toThrow();
    expect(() => ours.tell({ kind: "left", users: [ANA] })).not.toThrow();
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

async function watchLive(bus: Bus, room: number, heard: RoomNews[]) {
  await eventually(() => bus.mode === "live");
  const watch = bus.watch(room, (news) => heard.push(news));
  await watch.ready;
  return watch;
}
