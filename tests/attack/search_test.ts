import { expect } from "expect";
import fc from "fast-check";
import { eventually } from "../support/eventually.ts";
import { Person, read } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const site = () => AloneSite.open({ RATE_LIMITS: "off" });

interface Found {
  hits: { message: { room: number; seq: number; body: string }; snippet: string }[];
  next?: string;
  unknown?: string[];
}

async function find(person: Person, query: Record<string, string | number>): Promise<Found> {
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)]),
  );
  const { status, text } = await person.ask(`/api/v1/search?${search}`);
  expect([text, status]).toEqual([text, 200]);
  return JSON.parse(text);
}

/** Waits until the index has all that was said so far. */
async function settled(person: Person, room: number): Promise<void> {
  const word = `sinal${Date.now()}x${Math.floor(performance.now())}`;
  await person.post(room, word);
  await eventually(async () => (await find(person, { q: word })).hits.length === 1);
}

async function makeRoom(by: Person, body: Record<string, unknown>): Promise<number> {
  const made = await by.ask("/api/v1/rooms", { method: "POST", body });
  return read(made).room.id;
}

async function change(by: Person, path: string, method: string, body?: unknown): Promise<void> {
  const { status, text } = await by.ask(path, { method, ...body === undefined ? {} : { body } });
  if (status >= 300) throw new Error(`${method} ${path}: ${text}`);
}

Deno.test("a search finds only what the person may read now", async (t) => {
  await using here = await site();
  const [ana, bruno, clara] = [
    await Person.named("Ana", here.url),
    await Person.named("Bruno", here.url),
    await Person.named("Clara", here.url),
  ];
  const geral = (await ana.room()).id;
  const bodies = async (person: Person, q: string) =>
    (await find(person, { q })).hits.map(({ message }) => message.body);

  await t.step("not what is said in a private room of others", async () => {
    const room = await makeRoom(bruno, { name: "Segredo", kind: "private" });
    await bruno.post(room, "senha jabuticaba um");
    await settled(bruno, room);
    expect(await bodies(bruno, "jabuticaba")).toEqual(["senha jabuticaba um"]);
    expect(await bodies(ana, "jabuticaba")).toEqual([]);
    expect(await bodies(ana, "de:bruno jabuticaba")).toEqual([]);
  });

  await t.step("not in a public room before they join", async () => {
    const room = await makeRoom(bruno, { name: "Varanda", kind: "public" });
    await bruno.post(room, "pitanga na varanda");
    await settled(bruno, room);
    expect(await bodies(ana, "pitanga")).toEqual([]);
    await change(ana, `/api/v1/rooms/${room}/members`, "POST", {});
    expect(await bodies(ana, "pitanga")).toEqual(["pitanga na varanda"]);
    await settled(bruno, room);
    // What the server tells of it is nobody's message.
    expect(await bodies(ana, "joined")).toEqual([]);
    await change(ana, `/api/v1/rooms/${room}/members/me`, "DELETE");
    expect(await bodies(ana, "pitanga")).toEqual([]);
  });

  await t.step("not in a conversation of two others", async () => {
    const made = await bruno.ask("/api/v1/direct", {
      method: "POST",
      body: { user: clara.user.id },
    });
    const { id } = read(made).room;
    await bruno.post(id, "guabiroba entre nós");
    await settled(bruno, id);
    expect(await bodies(clara, "guabiroba")).toEqual(["guabiroba entre nós"]);
    expect(await bodies(ana, "guabiroba")).toEqual([]);
    expect((await ana.ask(`/api/v1/search?q=guabiroba&room=${id}`)).status).toBe(404);
  });

  await t.step("not what was deleted, nor what it was before it was edited", async () => {
    const gone = read(await bruno.post(geral, "cambuci apagado")).message.seq;
    const changed = read(await bruno.post(geral, "cambuci antes")).message.seq;
    await settled(bruno, geral);
    expect(await bodies(ana, "cambuci")).toEqual(["cambuci antes", "cambuci apagado"]);
    await change(bruno, `/api/v1/rooms/${geral}/messages/${gone}`, "DELETE");
    await change(bruno, `/api/v1/rooms/${geral}/messages/${changed}`, "PATCH", { body: "uvaia" });
    // At once: before the index has heard of it.
    expect(await bodies(ana, "cambuci")).toEqual([]);
    await settled(bruno, geral);
    expect(await bodies(ana, "cambuci")).toEqual([]);
    expect(await bodies(ana, "uvaia")).toEqual(["uvaia"]);
  });

  await t.step("a cursor of somebody else opens nothing", async () => {
    const room = await makeRoom(bruno, { name: "Porão", kind: "private" });
    for (const n of [1, 2, 3]) await bruno.post(room, `araçá ${n}`);
    await settled(bruno, room);
    const { next = "" } = await find(bruno, { q: "araca", limit: 1 });
    expect(next).not.toBe("");
    expect((await find(ana, { q: "araca", limit: 1, cursor: next })).hits).toEqual([]);
  });
});

Deno.test("names in a search tell nothing of rooms and people that one does not know", async () => {
  await using here = await site();
  const ana = await Person.named("Ana", here.url);
  const bruno = await Person.named("Bruno", here.url);
  await makeRoom(bruno, { name: "Segredo", kind: "private" });
  const slug = (await bruno.rooms()).find(({ name }) => name === "Segredo")?.slug ?? "";
  for (const name of ["Segredo", "seg", slug, "Nada"]) {
    const answer = await find(ana, { q: `bolo em:${name}` });
    expect([name, answer]).toEqual([name, { hits: [], unknown: ["in"] }]);
  }
  // Bruno leaves the only room that the two share: nobody finds out that he is still there.
  const geral = (await bruno.room()).id;
  expect((await find(ana, { q: "bolo de:bruno" })).unknown).toBe(undefined);
  await change(bruno, `/api/v1/rooms/${geral}/members/me`, "DELETE");
  expect((await find(ana, { q: "bolo de:bruno" })).unknown).toEqual(["from"]);
});

Deno.test("any string at all is searched, or refused as bad input, and never an error", async () => {
  await using here = await site();
  const ana = await Person.named("Ana", here.url);
  const geral = (await ana.room()).id;
  for (const body of ["100% _certo_", "c:\\bolo' OR 1=1 --", "ação"]) await ana.post(geral, body);
  await settled(ana, geral);
  const pieces = fc.constantFrom(
    ...['"', "'", "\\", "%", "_", "*", "+", "-", "(", ")", ";--", "\0", "de:", "em:", "tem:link"],
    ...["antes:2026-11-01", "depois:", "ﷺ", "\ud800", "a", " ", "NEAR", "OR", "😀"],
  );
  const text = fc.array(fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 6 })), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(text, async (parts) => {
      const query = new URLSearchParams({ q: parts.join("") });
      const { status } = await ana.ask(`/api/v1/search?${query}`);
      expect([200, 422]).toContain(status);
      const page = await ana.ask(`/busca?${query}`);
      expect([200, 422]).toContain(page.status);
    }),
    { numRuns: 150 },
  );
  for (const bad of ["room=x", "from=-1", "before=ontem", "limit=0", "order=worst", "cursor=%00"]) {
    const { status } = await ana.ask(`/api/v1/search?q=bolo&${bad}`);
    expect([bad, status]).toEqual([bad, 422]);
  }
  // What has a meaning in SQL has none here.
  expect((await find(ana, { q: "100%" })).hits.map(({ message }) => message.body)).toEqual([
    "100% _certo_",
  ]);
  expect((await find(ana, { q: "%%" })).hits).toEqual([]);
  expect((await find(ana, { q: "_cert_" })).hits).toEqual([]);
});
