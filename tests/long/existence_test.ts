import { expect } from "expect";
import { newId } from "../support/new_id.ts";
import { type Answer, type Asking, Person, read } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";
import { comparable, MISSING } from "../attack/roles/scene.ts";

const ROOMS = 100;
/** Pairs in one round of the clock, and rounds: what is the same is so in one of them. */
const TIMED = 300;
const ROUNDS = 6;

/** A message that Bruno may read. */
interface Known {
  geral: number;
  seq: number;
}

type Call = [path: (id: number, known: Known) => string, asking?: (id: number) => Asking];

const post = (body: unknown): Asking => ({ method: "POST", body });
const forward = (room: number) => post({ id: newId(), room });

const CALLS: readonly Call[] = [
  [(id) => `/api/v1/rooms/${id}`],
  [(id) => `/api/v1/rooms/${id}/members`],
  [(id) => `/api/v1/rooms/${id}/messages`],
  [(id) => `/api/v1/rooms/${id}/messages/1/readers`],
  [(id) => `/api/v1/rooms/${id}/messages?at=2026-11-01T00:00:00.000Z`],
  [(id) => `/api/v1/rooms/${id}/messages/1`],
  [(id) => `/api/v1/rooms/${id}/messages/1/replies`],
  [(id) => `/api/v1/rooms/${id}/messages/1/revisions`],
  [(id) => `/api/v1/rooms/${id}/pins`],
  [(id) => `/api/v1/audit?room=${id}`],
  [(id) => `/api/v1/rooms/${id}/members`, () => post({})],
  [(id) => `/api/v1/rooms/${id}/members/me`, () => ({ method: "DELETE" })],
  [(id) => `/api/v1/rooms/${id}/read`, () => post({ seq: 1 })],
  [(id) => `/api/v1/rooms/${id}`, () => ({ method: "PATCH", body: { topic: "x" } })],
  [(id) => `/api/v1/rooms/${id}`, () => ({ method: "DELETE" })],
  [(id) => `/api/v1/rooms/${id}/messages/1`, () => ({ method: "PATCH", body: { pinned: true } })],
  [(id) => `/api/v1/rooms/${id}/messages/1/forward`, forward],
  [(_, { geral, seq }) => `/api/v1/rooms/${geral}/messages/${seq}/forward`, forward],
  [() => "/api/v1/me/saved", (room) => post({ room, seq: 1, on: true })],
];

/** Ana's private rooms, which Bruno does not know of. */
async function openSecrets(site: AloneSite) {
  const ana = await Person.named("Ana", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const rooms = [];
  for (let n = 0; n < ROOMS; n++) {
    const body = { name: `Segredo ${n}`, topic: "ninguém sabe", kind: "private" };
    rooms.push(read(await ana.ask("/api/v1/rooms", { method: "POST", body })).room);
  }
  expect((await ana.rooms()).length).toBe(ROOMS + 1);
  const { id: geral } = await bruno.room();
  const { seq } = read(await ana.post(geral, "à vista de todos")).message;
  return { ana, bruno, rooms, known: { geral, seq } };
}

Deno.test("a thousand times, a private room and no room are one and the same", async () => {
  await using site = await AloneSite.open();
  const { bruno, rooms, known } = await openSecrets(site);
  const told = ([path, asking]: Call, id: number) => bruno.ask(path(id, known), asking?.(id) ?? {});
  for (const [at, { id }] of rooms.entries()) {
    for (const call of CALLS) {
      const foreign = await told(call, id);
      const missing = await told(call, MISSING - at);
      expect(foreign.status).toBe(404);
      expect(comparable(foreign)).toEqual(comparable(missing));
    }
  }
});

Deno.test("a private room's address is no address, and its name is free for all", async () => {
  await using site = await AloneSite.open();
  const { bruno, rooms } = await openSecrets(site);
  for (const [at, { slug, name }] of rooms.entries()) {
    const foreign = await bruno.ask(`/r/${slug}`);
    const missing = await bruno.ask(`/r/${slug.replace(/^./, "z")}`);
    expect(foreign.status).toBe(404);
    expect(blind(foreign)).toEqual(blind(missing));
    if (at % 10 > 0) continue;
    const slugFor = async (wanted: string) => {
      const body = { name: wanted };
      return read(await bruno.ask("/api/v1/rooms", { method: "POST", body })).room.slug;
    };
    expect(await slugFor(name)).toBe(name.toLowerCase().replace(" ", "-"));
    // Named like its random address, a room gets one that no private room can have, taken or not.
    expect(await slugFor(slug)).toBe(`sala-${slug}`);
    const free = (slug.startsWith("7") ? "8" : "7") + slug.slice(1);
    expect(await slugFor(free)).toBe(`sala-${free}`);
  }
});

Deno.test("nothing that Bruno can list counts or names what is not his", async () => {
  await using site = await AloneSite.open();
  const { ana, bruno } = await openSecrets(site);
  const { id } = (await ana.rooms()).find(({ name }) => name === "Segredo 7")!;
  await ana.post(id, "@Bruno, você não vê isto");
  await using line = await bruno.connect();
  await line.settle();
  const told = [
    JSON.stringify(line.frames),
    (await bruno.ask("/api/v1/rooms")).text,
    (await bruno.ask("/api/v1/rooms?archived")).text,
    (await bruno.ask("/api/v1/people?q=seg")).text,
    (await bruno.ask("/api/v1/door")).text,
    (await bruno.ask("/api/v1/me/mentions")).text,
    (await bruno.ask("/api/v1/me/saved")).text,
    (await bruno.ask("/r/geral")).text,
  ];
  for (const text of told) {
    expect(text).not.toContain("Segredo");
    expect(text).not.toContain("você não vê isto");
  }
  expect(await bruno.room()).toMatchObject({ mentions: 0, unread: 1 });
});

Deno.test("the clock does not tell a private room from none", async () => {
  await using site = await AloneSite.open();
  const { bruno, rooms } = await openSecrets(site);
  const path = (id: number) => `/api/v1/rooms/${id}/messages`;
  const found: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const ratios: number[] = [];
    for (let n = 0; n < TIMED; n++) {
      const foreign = () => timeOf(bruno, path(rooms[n % ROOMS]!.id));
      // As many of them, since what was asked for a moment ago is remembered, there or not.
      const missing = () => timeOf(bruno, path(MISSING - n % ROOMS));
      // One right after the other, so that what else the machine does weighs on both; in turns,
      // since the second of a pair finds all warm.
      const [first, second] = n % 2 ? [foreign, missing] : [missing, foreign];
      const times = [await first(), await second()] as const;
      ratios.push(n % 2 ? times[0] / times[1] : times[1] / times[0]);
    }
    found.push(median(ratios));
    if (Math.abs(found.at(-1)! - 1) <= 0.05) return;
  }
  throw new Error(`Times differ by more than 5 %: ${found.map((one) => one.toFixed(3))}`);
});

async function timeOf(person: Person, path: string): Promise<number> {
  const start = performance.now();
  const { status } = await person.ask(path);
  expect(status).toBe(404);
  return performance.now() - start;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1]!;
}

/** A page without what differs between any two. */
function blind({ status, text }: Answer): unknown {
  const plain = text.replace(/nonce="[^"]*"/g, "").replaceAll(/\/r\/[\w-]+/g, "/r/x");
  return { status, plain };
}
