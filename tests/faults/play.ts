import { check } from "./checker/check.ts";
import { longestSilence } from "./checker/silence.ts";
import type { Tab } from "./client/tab.ts";
import { type Episode, type Fault, pass } from "./episode.ts";
import { Book } from "./record/book.ts";
import type { Evidence, Finding } from "./record/evidence.ts";
import type { Row } from "./row.ts";
import type { Seeded } from "./seeded.ts";
import { settle } from "./settle.ts";
import { readHeads, readSnapshot } from "./site/archive.ts";
import type { Site } from "./site/site.ts";
import type { Crowd } from "./workload/crowd.ts";
import { Talk } from "./workload/talk.ts";

const PAUSE_MS = 120;
const CONNECT_MS = 15_000;

/** What all episodes of a run have in common. */
export interface Scene<S extends Site> {
  site: S;
  crowd: Crowd;
  rng: Seeded;
  full: boolean;
  /** How long what is under way may take after an episode, in milliseconds. */
  patienceMs: number;
  /** How many have been played. */
  episodes: number;
}

/** Plays an episode, makes everything whole, waits until all is quiet, and looks what is wrong. */
export async function play<S extends Site>(scene: Scene<S>, episode: Episode<S>): Promise<Row> {
  const started = performance.now();
  const { site, crowd } = scene;
  const rng = scene.rng.fork(episode.name);
  const book = new Book(++scene.episodes);
  const tabs: Tab[] = [];
  const rooms = [...crowd.rooms.values()].map(({ id }) => id);
  const since = await site.consult((ask) => readHeads(ask, rooms));
  const findings: Finding[] = [];
  try {
    await episode.play({ ...scene, rng, book, tabs, open: (...more) => open(tabs, more) });
  } catch (error) {
    findings.push({ harm: "stuck", what: `the play broke off: ${(error as Error).stack}` });
  }
  await mend(scene, tabs);
  findings.push(...await settle(site, tabs, scene.patienceMs));
  const evidence = await gather(scene, { book, tabs, since });
  for (const tab of tabs) tab.close();
  findings.push(...check(evidence));
  return {
    name: `${site.store}: ${episode.name}`,
    strikes: 1,
    sends: book.deeds.length,
    acks: book.deeds.filter(({ acks }) => acks.length > 0).length,
    silence: longestSilence(evidence, tabs.flatMap(({ presences }) => presences)),
    findings,
    seconds: (performance.now() - started) / 1_000,
  };
}

/** Something breaks while everybody talks. */
export function amidTalk<S extends Site>(fault: Fault<S>): Episode<S> {
  return {
    name: fault.name,
    async play(stage) {
      const { crowd, book, rng } = stage;
      await stage.open(...crowd.tabs(book, rng));
      const talk = new Talk(stage.tabs, rng, { pauseMs: PAUSE_MS, site: stage.site });
      try {
        await pass(rng.between(200, 500));
        await fault.inject(stage);
        await pass(rng.between(300, 600));
      } finally {
        await talk.stop();
      }
    },
  };
}

async function open(tabs: Tab[], more: readonly Tab[]): Promise<void> {
  tabs.push(...more);
  await Promise.all(more.map((tab) => tab.open()));
  const end = performance.now() + CONNECT_MS;
  while (more.some(({ welcomed }) => !welcomed)) {
    if (performance.now() > end) throw new Error("Not everybody gets a connection");
    await pass(5);
  }
}

async function mend({ site, crowd }: Scene<Site>, tabs: readonly Tab[]): Promise<void> {
  await site.heal();
  for (const { road } of crowd.devices.values()) road.smooth();
  for (const tab of tabs) {
    tab.wake();
    tab.probe();
  }
}

async function gather(
  { site, crowd }: Scene<Site>,
  { book, tabs, since }: { book: Book; tabs: readonly Tab[]; since: ReadonlyMap<number, number> },
): Promise<Evidence> {
  const views = tabs.filter(({ state }) => state === "open").map((tab) => tab.view());
  const from = new Map([...since].map(([room, rev]) => {
    const floors = views.filter((view) => view.room === room).map(({ floor }) => floor);
    return [room, Math.min(rev + 1, ...floors)];
  }));
  const shelves = [...crowd.devices.values()].flatMap(({ shelf }) => shelf.all);
  return {
    ...{ deeds: book.deeds, strays: book.strays, sightings: book.sightings },
    ...{ restores: book.restores, partings: book.partings, views, since },
    kept: new Set([...tabs.flatMap(({ unsent }) => unsent), ...shelves.map(({ body }) => body)]),
    database: await site.consult((ask) => readSnapshot(ask, from)),
  };
}
