import { expect } from "expect";
import * as z from "zod/mini";
import { AuditEntry } from "@/lib/chat/audit_entry.ts";
import { Id, Instant, Room, User } from "@/lib/chat/model.ts";
import { eventually } from "../support/eventually.ts";
import { type Answer, type Asking, Person, read } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const Members = z.object({
  members: z.array(z.strictObject({
    user: User,
    role: z.enum(["owner", "member"]),
    seenAt: z.optional(Instant),
    online: z.boolean(),
  })),
});

const post = (body?: unknown): Asking => ({ method: "POST", ...(body ? { body } : {}) });
const patch = (body: unknown): Asking => ({ method: "PATCH", body });
const REMOVE: Asking = { method: "DELETE" };
const json = ({ text }: Answer) => JSON.parse(text);

Deno.test("a room is renamed, slowed, locked, shut away, brought back and deleted over HTTP", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const { id } = read(await ana.ask("/api/v1/rooms", post({ name: "Cozinha" }))).room;
  const path = `/api/v1/rooms/${id}`;
  const renamed = await ana.ask(path, patch({ name: "Copa", topic: "pão e café" }));
  expect(renamed.status).toBe(200);
  expect(Room.parse(json(renamed).room)).toMatchObject({
    ...{ id, slug: "copa", name: "Copa", topic: "pão e café", role: "owner" },
    members: 1,
  });
  expect(json(renamed).undo).toBe(undefined);
  const locked = json(await ana.ask(path, patch({ locked: true, slow: 30 })));
  expect(locked).toMatchObject({ room: { locked: true, slow: 30 }, undo: expect.any(Number) });
  expect((await ana.ask(`/api/v1/undo/${locked.undo}`, post())).status).toBe(204);
  expect(json(await ana.ask(path)).room.locked).toBe(undefined);
  const { entries } = json(await ana.ask(`/api/v1/audit?room=${id}`));
  for (const entry of z.array(AuditEntry).parse(entries)) expect(entry.room).toMatchObject({ id });
  expect(entries.map(({ action }: { action: string }) => action))
    .toEqual(["unlock", "lock", "slow"]);

  expect(json(await ana.ask(path, patch({ archived: true }))).room.archived).toBe(true);
  expect((await ana.rooms()).map((room) => room.id)).not.toContain(id);
  expect(json(await ana.ask("/api/v1/rooms?archived")).rooms).toMatchObject([{ id }]);
  expect((await ana.ask(path, patch({ archived: false }))).status).toBe(200);
  expect((await ana.ask(path, REMOVE)).status).toBe(204);
  expect((await ana.ask(path)).status).toBe(404);
  expect(json(await ana.ask("/api/v1/rooms?archived")).rooms).toEqual([]);
});

Deno.test("members are listed page by page, made owners, removed, and brought back", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const clara = await Person.named("Clara", site.url);
  const body = { name: "Cozinha", kind: "private", members: [bruno.user.id, clara.user.id] };
  const { id } = read(await ana.ask("/api/v1/rooms", post(body))).room;
  const path = `/api/v1/rooms/${id}/members`;
  const names = async (query = "") =>
    Members.parse(json(await ana.ask(path + query))).members.map(({ user }) => user.name);
  expect(await names()).toEqual(["Ana", "Bruno", "Clara"]);
  expect(await names("?limit=1")).toEqual(["Ana"]);
  expect(await names(`?limit=1&after=${ana.user.id}`)).toEqual(["Bruno"]);
  await using _line = await bruno.connect();
  const online = async () =>
    Members.parse(json(await ana.ask(path))).members.filter((one) => one.online)
      .map(({ user }) => user.name);
  await eventually(async () => (await online()).join() === "Bruno");

  const bruna = `${path}/${bruno.user.id}`;
  expect((await ana.ask(bruna, patch({ role: "owner" }))).status).toBe(204);
  const out = json(await bruno.ask(`${path}/${clara.user.id}`, REMOVE));
  expect(out).toEqual({ undo: expect.any(Number) });
  expect((await clara.ask(path)).status).toBe(404);
  expect((await ana.ask(`/api/v1/undo/${out.undo}`, post())).status).toBe(404);
  expect((await bruno.ask(`/api/v1/undo/${out.undo}`, post())).status).toBe(204);
  expect((await clara.ask(path)).status).toBe(200);
});

Deno.test("how far somebody has read is told over HTTP, and others ask who has", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const { id } = await ana.room();
  const { message: { seq } } = read(await ana.post(id, "@Bruno, leu?"));
  const unread = async () => {
    const { unread, mentions, readSeq } = await bruno.room();
    return { unread, mentions, readSeq };
  };
  expect(await unread()).toMatchObject({ unread: 1, mentions: 1 });
  expect((await bruno.ask(`/api/v1/rooms/${id}/read`, post({ seq }))).status).toBe(204);
  await eventually(async () => (await unread()).unread === 0);
  expect(await unread()).toEqual({ unread: 0, mentions: 0, readSeq: seq });
  const readers = json(await ana.ask(`/api/v1/rooms/${id}/messages/${seq}/readers`));
  expect(readers).toMatchObject({ readers: [{ id: bruno.user.id }], members: 2 });
  // Ana has read what she wrote.
  await eventually(async () => (await ana.room()).unread === 0);
  const back = { seq: seq - 1, back: true };
  expect((await bruno.ask(`/api/v1/rooms/${id}/read`, post(back))).status).toBe(204);
  await eventually(async () => (await unread()).unread === 1);
});

Deno.test("people are found by name, and several of them have one room of their own", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const clara = await Person.named("Clara", site.url);
  const { people } = json(await ana.ask("/api/v1/people?q=br"));
  expect(z.array(User).parse(people).map(({ id }) => id)).toEqual([bruno.user.id]);
  const three = read(
    await ana.ask("/api/v1/direct", post({ users: [clara.user.id, bruno.user.id] })),
  ).room;
  const others = Room.parse(three).with?.map(({ name }) => name);
  expect(others?.toSorted()).toEqual(["Bruno", "Clara"]);
  const again = read(
    await bruno.ask("/api/v1/direct", post({ users: [ana.user.id, clara.user.id] })),
  ).room;
  expect(again.id).toBe(three.id);
  expect(z.array(Id).parse((await clara.rooms()).map(({ id }) => id))).toContain(three.id);
});

Deno.test("what changes about a room its members hear at once, each as it is to them", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const { id } = read(
    await ana.ask("/api/v1/rooms", post({ name: "Cozinha", members: [bruno.user.id] })),
  ).room;
  await using line = await bruno.connect();
  const hears = async (change: () => Promise<Answer>, wanted: object) => {
    const from = line.frames.length;
    expect((await change()).status).toBeLessThan(300);
    const isIt = ({ room }: { room: Room }) =>
      room.id === id &&
      Object.entries(wanted).every(([key, value]) => Reflect.get(room, key) === value);
    await line.waitFor("room", isIt, { from, within: 1_500 });
  };
  const path = `/api/v1/rooms/${id}`;
  await hears(() => ana.ask(path, patch({ name: "Copa" })), { name: "Copa", slug: "copa" });
  await hears(() => ana.ask(path, patch({ topic: "pão" })), { topic: "pão" });
  await hears(() => ana.ask(path, patch({ locked: true })), { locked: true });
  await hears(() => bruno.ask(`${path}/members/me`, patch({ notify: "nothing" })), {
    notify: "nothing",
  });
  const owner = `${path}/members/${bruno.user.id}`;
  await hears(() => ana.ask(owner, patch({ role: "owner" })), { role: "owner" });
  await ana.ask(path, patch({ archived: true }));
  await line.waitFor("gone", ({ room }) => room === id, { within: 1_500 });
});
