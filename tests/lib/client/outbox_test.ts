import { expect } from "expect";
import { MemoryShelf } from "@/lib/client/outbox_shelf.ts";
import { turn } from "../../support/fake_clock.ts";
import { Desk, kept, nack, OWNER, STORE } from "./desk.ts";

const ELSEWHERE = "b".repeat(32);

async function online(shelf = new MemoryShelf()): Promise<Desk> {
  const desk = new Desk(shelf);
  desk.outbox.connected(STORE);
  await turn();
  return desk;
}

Deno.test("messages of a room go one at a time, in the order in which they were written", async () => {
  const desk = await online();
  const [first, second] = [desk.say("um"), desk.say("dois"), desk.say("outra", 2)];
  await turn();
  expect(desk.words).toEqual(["um", "outra"]);
  expect(desk.states).toEqual(["um sending", "dois waiting", "outra sending"]);
  desk.outbox.acked(first.id);
  await turn();
  expect(desk.words).toEqual(["um", "outra", "dois"]);
  desk.outbox.acked(second.id);
  expect(desk.states).toEqual(["outra sending"]);
  desk.outbox.disconnected();
});

Deno.test("a message is kept before it is sent, and forgotten after its ack", async () => {
  const desk = await online();
  const { id } = desk.say("um");
  expect(desk.words).toEqual([]);
  await turn();
  expect(desk.words).toEqual(["um"]);
  expect(await desk.kept()).toEqual(["um"]);
  desk.outbox.acked(id);
  await turn();
  expect(await desk.kept()).toEqual([]);
});

Deno.test("a shelf that never answers holds a message up for a second once, and then no more", async () => {
  const hung = new MemoryShelf();
  hung.put = () => new Promise(() => {});
  hung.update = () => new Promise(() => {});
  const desk = await online(hung);
  const { id } = desk.say("um");
  await turn();
  expect(desk.words).toEqual([]);
  desk.clock.pass(1_000);
  await turn();
  expect(desk.words).toEqual(["um"]);
  desk.say("dois");
  desk.outbox.acked(id);
  desk.clock.pass(0);
  await turn();
  expect(desk.words).toEqual(["um", "dois"]);
  desk.outbox.disconnected();
  const late = desk.outbox.rewrite(desk.sent[1]!.id, "tarde");
  desk.clock.pass(0);
  expect(await late).toBe(false);
});

Deno.test("what was written without a connection goes when there is one, under the same id", async () => {
  const desk = new Desk();
  const { id } = desk.say("um");
  await turn();
  expect(desk.states).toEqual(["um waiting"]);
  desk.outbox.connected(STORE);
  await turn();
  desk.outbox.disconnected();
  expect(desk.states).toEqual(["um waiting"]);
  desk.outbox.connected(STORE);
  await turn();
  expect(desk.sent.map((entry) => entry.id)).toEqual([id, id]);
  desk.outbox.disconnected();
});

Deno.test("what is not answered in 10 s is sent again", async () => {
  const desk = await online();
  desk.say("um");
  await turn();
  desk.clock.pass(9_999);
  await turn();
  expect(desk.words).toEqual(["um"]);
  desk.clock.pass(1);
  await turn();
  expect(desk.words).toEqual(["um", "um"]);
  desk.outbox.disconnected();
});

Deno.test("a refusal for now holds the room's queue, for as long as the server says", async () => {
  const desk = await online();
  const { id } = desk.say("um");
  desk.say("dois");
  await turn();
  desk.outbox.refused(nack(id, "rate_limited", true, 3_000));
  desk.clock.pass(2_999);
  await turn();
  expect(desk.words).toEqual(["um"]);
  desk.clock.pass(1);
  await turn();
  expect(desk.words).toEqual(["um", "um"]);
  desk.outbox.refused(nack(id, "unavailable", true));
  desk.clock.pass(500);
  await turn();
  expect(desk.words).toEqual(["um", "um", "um"]);
  desk.outbox.disconnected();
});

Deno.test("a room that waits after a refusal waits whatever happens, and less again after an ack", async () => {
  const desk = await online();
  const [first, second] = [desk.say("um"), desk.say("dois")];
  for (const ms of [500, 1_000]) {
    await turn();
    desk.outbox.refused(nack(first.id, "unavailable", true));
    await desk.outbox.load();
    desk.clock.pass(ms - 1);
    await turn();
    expect(desk.states).toEqual(["um waiting", "dois waiting"]);
    desk.clock.pass(1);
  }
  await turn();
  desk.outbox.acked(first.id);
  await turn();
  desk.outbox.refused(nack(second.id, "unavailable", true));
  desk.clock.pass(500);
  await turn();
  expect(desk.words).toEqual(["um", "um", "um", "dois", "dois"]);
  desk.outbox.disconnected();
});

Deno.test("what was not answered goes again before what is tried again", async () => {
  const desk = await online();
  const [first] = [desk.say("um"), desk.say("dois")];
  await turn();
  desk.outbox.refused(nack(first.id, "forbidden", false));
  await turn();
  desk.outbox.retry(first.id, 1);
  desk.clock.pass(10_000);
  await turn();
  expect(desk.words).toEqual(["um", "dois", "dois"]);
  desk.outbox.disconnected();
});

Deno.test("what could not be said goes before what is written next", async () => {
  const desk = await online();
  desk.wired = false;
  desk.say("um");
  await turn();
  desk.wired = true;
  desk.say("dois");
  await turn();
  expect(desk.words).toEqual([]);
  desk.outbox.connected(STORE);
  await turn();
  expect(desk.words).toEqual(["um"]);
  desk.outbox.disconnected();
});

Deno.test("a refusal for good fails the message, and the next one goes", async () => {
  const desk = await online();
  const { id } = desk.say("um");
  desk.say("dois");
  await turn();
  desk.outbox.refused(nack(id, "forbidden", false));
  await turn();
  expect(desk.states).toEqual(["um failed", "dois sending"]);
  expect(desk.outbox.entries.value[0]?.why).toBe("forbidden");
  expect((await desk.shelf.load(OWNER))[0]?.why).toBe("forbidden");
  expect(desk.words).toEqual(["um", "dois"]);
  desk.outbox.disconnected();
});

Deno.test("a failed message can be sent again under its id, or discarded", async () => {
  const desk = await online();
  const [first, second] = [desk.say("um"), desk.say("dois")];
  await turn();
  desk.outbox.refused(nack(first.id, "forbidden", false));
  await turn();
  desk.outbox.refused(nack(second.id, "forbidden", false));
  desk.outbox.retry(first.id, 1);
  expect(await desk.outbox.discard(second.id)).toBe(true);
  await turn();
  expect(desk.states).toEqual(["um sending"]);
  expect(desk.outbox.entries.value[0]?.why).toBe(undefined);
  expect(desk.sent.at(-1)?.id).toBe(first.id);
  expect((await desk.shelf.load(OWNER)).map(({ id, why }) => [id, why])).toEqual([
    [first.id, undefined],
  ]);
  desk.outbox.disconnected();
});

Deno.test("the ack of an earlier attempt counts, whatever became of the later one", async () => {
  const desk = await online();
  const { id } = desk.say("um");
  await turn();
  desk.outbox.refused(nack(id, "forbidden", false));
  expect(desk.outbox.acked(id)?.id).toBe(id);
  expect(desk.states).toEqual([]);
});

Deno.test("a message is seen as late after 300 ms, with a connection or without", () => {
  const desk = new Desk();
  desk.say("um");
  desk.clock.pass(299);
  expect(desk.outbox.entries.value[0]?.late).toBe(false);
  desk.clock.pass(1);
  expect(desk.outbox.entries.value[0]?.late).toBe(true);
  desk.say("dois");
  desk.outbox.disconnected();
  expect(desk.outbox.entries.value[1]?.late).toBe(false);
  desk.clock.pass(300);
  expect(desk.outbox.entries.value[1]?.late).toBe(true);
});

Deno.test("what goes again by itself is told from what only waits its turn", async () => {
  const desk = new Desk();
  const again = () => desk.outbox.entries.value.map((entry) => entry.again === true);
  desk.outbox.connected(STORE);
  const { id } = desk.say("um");
  desk.say("dois");
  await turn();
  desk.outbox.refused(nack(id, "unavailable", true));
  expect(again()).toEqual([true, false]);
  await desk.clock.flow(2_000);
  expect([again(), desk.words]).toEqual([[true, false], ["um", "um"]]);
  desk.outbox.acked(id);
  await turn();
  expect([again(), desk.words]).toEqual([[false], ["um", "um", "dois"]]);
  // Nobody answers.
  await desk.clock.flow(10_000);
  expect(again()).toEqual([true]);
  desk.outbox.disconnected();
  expect(again()).toEqual([false]);
});

Deno.test("what a slow room does not take yet has not failed", async () => {
  const desk = new Desk();
  desk.outbox.connected(STORE);
  const { id } = desk.say("um");
  await turn();
  desk.outbox.refused(nack(id, "rate_limited", true, 3_000));
  expect(desk.outbox.entries.value[0]?.again).toBe(false);
  desk.outbox.disconnected();
});

Deno.test("what an earlier page has left is taken up before what is new", async () => {
  const shelf = new MemoryShelf();
  const desk = new Desk(shelf);
  await shelf.put({ ...kept(1, "de antes"), at: desk.clock.now() });
  desk.outbox.connected(STORE);
  desk.say("de agora");
  await turn();
  expect(desk.words).toEqual(["de antes"]);
  expect(desk.states).toEqual(["de antes sending", "de agora waiting"]);
  desk.outbox.disconnected();
});

Deno.test("what is found late waits for what is on its way in its room", async () => {
  const slow = new MemoryShelf();
  await slow.put(kept(1, "de antes"));
  const found = Promise.withResolvers<void>();
  const load = slow.load.bind(slow);
  slow.load = (owner) => found.promise.then(() => load(owner));
  const desk = new Desk(slow);
  desk.outbox.connected(STORE);
  desk.clock.pass(1_000);
  await turn();
  const { id } = desk.say("de agora");
  await turn();
  found.resolve();
  await turn();
  expect(desk.states).toEqual(["de antes waiting", "de agora sending"]);
  expect(desk.words).toEqual(["de agora"]);
  desk.outbox.acked(id);
  await turn();
  expect(desk.words).toEqual(["de agora", "de antes"]);
  desk.outbox.disconnected();
});

Deno.test("two messages of one millisecond keep their order over a reload, also if the clock is set back", async () => {
  const desk = new Desk();
  const bodies = ["um", "dois", "três", "quatro"];
  desk.say("um");
  desk.say("dois");
  desk.clock.jump(-60_000);
  desk.say("três");
  desk.say("quatro");
  await turn();
  const next = new Desk(desk.shelf);
  await next.outbox.load();
  expect(next.states).toEqual(bodies.map((body) => `${body} waiting`));
});

Deno.test("what Ana has left is not sent by Bruno, who sits at the same computer", async () => {
  const shelf = new MemoryShelf();
  await shelf.put(kept(1, "da Ana"));
  await shelf.put({ ...kept(2, "de outra"), user: { id: 1, name: "Outra" }, store: ELSEWHERE });
  const desk = new Desk(shelf);
  expect(await desk.kept()).toEqual(["da Ana"]);
  expect(await shelf.load({ store: STORE, id: 2, name: "Bruno" })).toEqual([]);
  expect((await shelf.load({ store: STORE, id: 1, name: "Ana Maria" })).length).toBe(1);
  await shelf.clear(1);
  expect(await desk.kept()).toEqual([]);
});

Deno.test("under another database all that waited has failed, and goes only when told to", async () => {
  const desk = new Desk();
  const { id } = desk.say("um");
  desk.outbox.post(1, { kind: "delete", seq: 4 });
  await turn();
  desk.outbox.connected(ELSEWHERE);
  await turn();
  expect(desk.words).toEqual([]);
  expect(desk.states).toEqual(["um failed", "delete failed"]);
  expect(desk.outbox.entries.value[0]?.why).toBe("store");
  for (const entry of desk.outbox.entries.value) desk.outbox.retry(entry.id, 9);
  await turn();
  expect(desk.words).toEqual(["um"]);
  expect(desk.states).toEqual(["um sending", "delete failed"]);
  expect(desk.sent[0]).toMatchObject({ id, room: 9 });
  expect((await desk.shelf.load({ ...OWNER, store: ELSEWHERE }))[0]?.store).toBe(ELSEWHERE);
  desk.outbox.disconnected();
});

Deno.test("what was kept for another database is shown as failed, but for what means nothing here", async () => {
  const shelf = new MemoryShelf();
  await shelf.put({ ...kept(1, "de antes"), store: ELSEWHERE });
  const { body: _, ...rest } = kept(2, "");
  await shelf.put({ ...rest, store: ELSEWHERE, change: { kind: "delete", seq: 3 } });
  const desk = await online(shelf);
  expect(desk.states).toEqual(["de antes failed"]);
  expect(desk.words).toEqual([]);
  expect(await desk.kept()).toEqual(["de antes", "delete"]);
});

Deno.test("a message that is seen in the room needs no ack any more", async () => {
  const desk = await online();
  const { id } = desk.say("um");
  await turn();
  desk.outbox.seen(id);
  expect(desk.states).toEqual([]);
  await turn();
  expect(await desk.kept()).toEqual([]);
});

Deno.test("a message whose id was chosen before is taken on once, with its files", async () => {
  const desk = await online();
  const file = { id: "f".repeat(32), name: "a.txt", size: 3, type: "text/plain" };
  const deed = { kind: "send", id: "a".repeat(32), body: "", files: [file] } as const;
  const first = desk.outbox.post(1, { ...deed, files: [file] });
  expect(desk.outbox.post(1, { ...deed, files: [file] })).toBe(first);
  await turn();
  expect(desk.sent).toMatchObject([{ id: deed.id, files: [file] }]);
  desk.outbox.disconnected();
  // So it is for a page that comes after this one, whichever it looks for first.
  const next = new Desk(desk.shelf);
  next.outbox.post(1, { ...deed, files: [file] });
  next.outbox.connected(STORE);
  await turn();
  expect(next.sent.map(({ id }) => id)).toEqual([deed.id]);
  next.outbox.disconnected();
});
