import { check } from "./checker/check.ts";
import { longestSilence } from "./checker/silence.ts";
import type { Kept } from "@/lib/client/outbox_shelf.ts";
import type { Tab } from "./client/tab.ts";
import { type Episode, pass, type Stage } from "./episode.ts";
import { Book } from "./record/book.ts";
import type { Evidence, Finding } from "./record/evidence.ts";
import type { Row } from "./row.ts";
import type { Seeded } from "./seeded.ts";
import { settle } from "./settle.ts";
import { readHeads, readSnapshot } from "./site/archive.ts";
import type { Site } from "./site/site.ts";
import type { Crowd } from "./workload/crowd.ts";

const CONNECT_MS = 30_000;
/** How long a play may last, and how much longer for each strike, in milliseconds. */
const PLAY_MS = 60_000;
const STRIKE_MS = { short: 10_000, full: 30_000 };
/** Silence that somebody may want to understand. */
const NOTABLE_MS = 8_000;

class Endless extends Error {
  override readonly name = "Endless";
}

/** What all episodes of a run have in common. */
export interface Scene<S extends Site> {
  site: S;
  crowd: Crowd;
  rng: Seeded;
  full: boolean;
  /** How long what is under way may take after an episode, in milliseconds. */
  patienceMs: number;
  /** A folder for the evidence of episodes with findings. */
  evidence: string | undefined;
  /** What was written down in those that have been played. */
  books: Book[];
}

/** Plays an episode, makes everything whole, waits until all is quiet, and looks what is wrong. */
export async function play<S extends Site>(scene: Scene<S>, episode: Episode<S>): Promise<Row> {
  const started = performance.now();
  const { site, crowd } = scene;
  const rng = scene.rng.fork(episode.name);
  const book = new Book(scene.books.length + 1);
  scene.books.push(book);
  const tabs: Tab[] = [];
  const rooms = [...crowd.rooms.values()].map(({ id }) => id);
  const since = await site.consult((ask) => readHeads(ask, rooms));
  const findings: Finding[] = [];
  let endless = false;
  try {
    const strikeMs = STRIKE_MS[scene.full ? "full" : "short"];
    await playWithin(PLAY_MS + strikeMs * (episode.strikes ?? 1), episode, {
      ...{ ...scene, rng, book, tabs },
      open: (...more) => open(tabs, more),
    });
  } catch (error) {
    endless = error instanceof Endless;
    findings.push({ harm: "stuck", what: `the play broke off: ${(error as Error).stack}` });
  }
  await mend(scene, tabs);
  findings.push(...await settle(site, tabs, scene.patienceMs));
  const evidence = await gather(scene, { book, tabs, since });
  for (const tab of tabs) tab.close();
  findings.push(...book.findings, ...check(evidence));
  const silence = longestSilence(evidence, tabs.flatMap(({ presences }) => presences));
  const isNotable = findings.length > 0 || silence.ms > NOTABLE_MS;
  if (isNotable) {
    await keep(scene, {
      ...{ name: episode.name, findings, silence, strikes: book.strikes, ...evidence },
    });
  }
  // Most of what is remembered; nobody asks for it again.
  book.sightings.length = 0;
  return {
    store: site.store,
    name: `${site.store}: ${episode.name}`,
    strikes: episode.strikes ?? 1,
    sends: book.deeds.length,
    acks: book.deeds.filter(({ acks }) => acks.length > 0).length,
    silence,
    findings,
    endless,
    seconds: (performance.now() - started) / 1_000,
  };
}

/** Writes down all that is known of an episode, for whoever has to find out why. */
async function keep({ evidence: folder, site, books }: Scene<Site>, all: object): Promise<void> {
  if (folder === undefined) return;
  await Deno.mkdir(folder, { recursive: true });
  const text = JSON.stringify(
    all,
    (_, value) => value instanceof Map || value instanceof Set ? [...value] : value,
  );
  await Deno.writeTextFile(`${folder}/${site.store}-${books.length}.json`, text);
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

async function playWithin<S extends Site>(
  ms: number,
  episode: Episode<S>,
  stage: Stage<S>,
): Promise<void> {
  const { promise, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    const left = stage.book.strikes.filter(({ to }) => to === Infinity).map(({ name }) => name)
      .join(", ") || "the talk";
    reject(new Endless(`It does not end in ${ms} ms: ${left}`));
  }, ms);
  await Promise.race([episode.play(stage), promise]).finally(() => clearTimeout(timer));
}

async function mend({ site, crowd }: Scene<Site>, tabs: readonly Tab[]): Promise<void> {
  await site.heal();
  for (const { road } of crowd.devices.values()) road.smooth();
  for (const tab of tabs) {
    tab.wake();
    tab.probe();
  }
}

function textOf(kept: Kept): string[] {
  return "body" in kept ? [kept.body] : [];
}

async function gather(
  { site, crowd }: Scene<Site>,
  { book, tabs, since }: { book: Book; tabs: readonly Tab[]; since: ReadonlyMap<number, number> },
): Promise<Evidence> {
  const views = tabs.filter(({ state }) => state === "open").map((tab) => tab.view());
  const from = new Map([...since].map(([room, rev]) => {
    const floors = views.filter((view) => view.room === room).map(({ floor }) => floor);
    const changed = book.deeds.flatMap(({ room: there, wish }) =>
      there === room && wish.kind !== "post" ? [wish.seq] : []
    );
    return [room, Math.min(rev + 1, ...floors, ...changed)];
  }));
  const shelves = [...crowd.devices.values()].flatMap(({ shelf }) => shelf.all);
  return {
    ...{ deeds: book.deeds, strays: book.strays, sightings: book.sightings },
    ...{ restores: book.restores, partings: book.partings, views, since },
    kept: new Set([...tabs.flatMap(({ unsent }) => unsent), ...shelves.flatMap(textOf)]),
    database: await site.consult((ask) => readSnapshot(ask, from)),
  };
}
