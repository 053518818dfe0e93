import { expect } from "expect";
import type { Message } from "@/lib/chat/model.ts";
import type { Line } from "../support/line.ts";
import { newId } from "../support/new_id.ts";
import { type Answer, type Asking, Person, read } from "../support/person.ts";
import { Replica } from "../support/replica.ts";
import { SharedSite } from "../support/sites.ts";

/** The kitchen: Ana owns it and writes on one instance; the others read on the other one. */
interface Kitchen {
  ana: Person;
  bruno: Person;
  clara: Person;
  dora: Person;
  room: number;
}

const post = (body: unknown): Asking => ({ method: "POST", body });
const patch = (body: unknown): Asking => ({ method: "PATCH", body });

Deno.test("what is done to messages reaches who is there and who comes back, on both instances", async (t) => {
  await using site = await SharedSite.open();
  const kitchen = await openKitchen(site);
  await t.step("live", () => liveThrough(kitchen));
  await t.step("with Redis dead", async () => {
    await site.redis.kill();
    await liveThrough(kitchen);
  });
});

async function openKitchen(site: SharedSite): Promise<Kitchen> {
  const ana = await Person.named("Ana", site.a.url);
  const [bruno, clara, dora] = await Promise.all(
    ["Bruno", "Clara", "Dora"].map((name) => Person.named(name, site.b.url)),
  ) as [Person, Person, Person];
  const members = [bruno.user.id, clara.user.id];
  const made = await ana.ask("/api/v1/rooms", post({ name: "Cozinha", members }));
  return { ana, bruno, clara, dora, room: read(made).room.id };
}

/** Bruno hears it all as it happens; Clara has been away, and comes back. */
async function liveThrough(kitchen: Kitchen): Promise<void> {
  const { bruno, clara, room } = kitchen;
  const before = await kitchenOf(bruno, room);
  const known = await clara.wholeHistory(room);
  await using line = await bruno.connect({ rooms: { [room]: before.rev } });
  const { pinned, edited } = await doAll(kitchen);

  const { rev, unread, mentions } = await kitchenOf(clara, room);
  await line.waitFor("events", ({ room: id, to }) => id === room && to >= rev, { within: 1_500 });
  const history = await clara.wholeHistory(room);
  const news = (all: readonly Message[]) => all.filter((one) => one.rev > before.rev);
  expect(stateOf(line, room, before.rev)).toEqual(news(history));
  await using late = await clara.connect({ rooms: { [room]: before.rev } });
  await late.waitFor("events", ({ to }) => to >= rev);
  expect(stateOf(late, room, before.rev)).toEqual(news(history));

  const fresh = history.slice(known.length);
  const texts = fresh.filter(({ kind }) => kind === "text");
  expect(unread).toBe(before.unread + texts.length);
  expect(mentions).toBe(before.mentions + 1);
  expect(fresh.filter(({ kind }) => kind === "system").map(({ body }) => body))
    .toEqual(["joined", "removed: Dora", "invited: Dora", "left", "topic: pão", "topic: "]);
  expect(messagesOf(await bruno.ask(`/api/v1/rooms/${room}/pins`))).toEqual([
    history.find(({ seq }) => seq === pinned),
  ]);
  const earlier = await bruno.ask(`/api/v1/rooms/${room}/messages/${edited}/revisions`);
  expect(JSON.parse(earlier.text).revisions).toMatchObject([{ body: "pão de queijo" }]);
  const { entries: [call] } = JSON.parse((await bruno.ask("/api/v1/me/mentions?limit=1")).text);
  expect(call.message).toMatchObject({ body: "@todos, à mesa", all: true });
  await kitchen.ana.ask(`/api/v1/rooms/${room}/messages/${pinned}`, patch({ pinned: false }));
}

/** Everything that can be done to messages, and all that a room tells by itself. */
async function doAll({ ana, dora, room }: Kitchen): Promise<{ pinned: number; edited: number }> {
  const base = `/api/v1/rooms/${room}`;
  await using line = await ana.connect();
  const say = async (frame: Record<string, unknown>) => {
    const id = newId();
    line.say({ id, room, ...frame });
    return (await line.waitFor("ack", (ack) => ack.id === id)).seq;
  };
  const seq = await say({ t: "send", body: "pão de queijo" });
  const reply = await say({ t: "send", body: "quem quer?", replyTo: seq });
  await say({ t: "edit", seq, body: "pão de queijo **quente**" });
  await say({ t: "react", seq, emoji: "👍", on: true });
  await say({ t: "pin", seq, on: true });
  await say({ t: "pin", seq, on: false });
  const gone = await say({ t: "send", body: "era brincadeira", replyTo: reply });
  await say({ t: "pin", seq: gone, on: true });
  await say({ t: "delete", seq: gone });
  await say({ t: "send", body: "@todos, à mesa" });
  for (const [person, path, asking] of steps({ ana, dora, base, seq, reply, room })) {
    const { status, text } = await person.ask(path, asking);
    expect([path, status < 300, text.includes("error")]).toEqual([path, true, false]);
  }
  return { pinned: reply, edited: seq };
}

function steps(
  { ana, dora, base, seq, reply, room }:
    & Pick<Kitchen, "ana" | "dora" | "room">
    & { base: string; seq: number; reply: number },
): [person: Person, path: string, asking: Asking][] {
  const user = dora.user.id;
  return [
    [ana, `${base}/messages/${reply}`, patch({ pinned: true })],
    [ana, `${base}/messages/${seq}/forward`, post({ id: newId(), room })],
    [dora, `${base}/members`, post({})],
    [ana, `${base}/members/${user}`, { method: "DELETE" }],
    [ana, `${base}/members`, post({ user })],
    [dora, `${base}/members/me`, { method: "DELETE" }],
    [ana, base, patch({ topic: "pão" })],
    [ana, base, patch({ topic: "" })],
  ];
}

async function kitchenOf(person: Person, room: number) {
  return (await person.rooms()).find(({ id }) => id === room)!;
}

function messagesOf({ text }: Answer): Message[] {
  return JSON.parse(text).messages;
}

/** What a client that keeps to the protocol has learnt of the room from these frames. */
function stateOf(line: Line, room: number, since: number): Message[] {
  const replica = new Replica(room, since);
  for (const frame of line.frames) {
    if (replica.take(JSON.stringify(frame))) throw new Error("a frame is missing in between");
  }
  return replica.state;
}
