import { expect } from "expect";
import { type Entry, Outbox } from "@/lib/client/outbox.ts";
import { type Kept, MemoryShelf, type OutboxShelf } from "@/lib/client/outbox_shelf.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";
import { ana, bruno, clientId } from "./world.ts";

const STORE = "a".repeat(32);

function setUp(shelf: OutboxShelf = new MemoryShelf()) {
  const clock = new FakeClock();
  const sent: Entry[] = [];
  let wired = true;
  const outbox = new Outbox({
    ...{ store: STORE, user: ana, shelf, clock, random: () => 0.5 },
    send(entry) {
      if (wired) sent.push(entry);
      return wired;
    },
  });
  const bodies = () => sent.map((entry) => entry.body);
  const states = () => outbox.entries.value.map(({ body, state }) => `${body} ${state}`);
  return { clock, sent, shelf, outbox, bodies, states, cut: () => wired = false };
}

function nack(id: string, code: string, retry: boolean, afterMs?: number) {
  return { id, code, retry, ...(afterMs === undefined ? {} : { afterMs }) };
}

Deno.test("messages of a room go one at a time, in the order in which they were written", async () => {
  const { outbox, bodies, states } = setUp();
  outbox.connected(STORE);
  const [first, second] = [outbox.post(1, "um"), outbox.post(1, "dois"), outbox.post(2, "outra")];
  await turn();
  expect(bodies()).toEqual(["um", "outra"]);
  expect(states()).toEqual(["um sending", "dois waiting", "outra sending"]);
  outbox.acked(first.id);
  expect(bodies()).toEqual(["um", "outra", "dois"]);
  outbox.acked(second.id);
  expect(states()).toEqual(["outra sending"]);
  outbox.disconnected();
});

Deno.test("a message is kept before it is sent, and forgotten after its ack", async () => {
  const { outbox, bodies, shelf } = setUp();
  outbox.connected(STORE);
  const { id } = outbox.post(1, "um");
  expect(bodies()).toEqual([]);
  await turn();
  expect(bodies()).toEqual(["um"]);
  expect((await shelf.load(ana)).map((kept) => kept.body)).toEqual(["um"]);
  outbox.acked(id);
  await turn();
  expect(await shelf.load(ana)).toEqual([]);
});

Deno.test("a shelf that never answers holds a message up for a second at most", async () => {
  const hung = new MemoryShelf();
  hung.put = () => new Promise(() => {});
  const { outbox, bodies, clock } = setUp(hung);
  outbox.connected(STORE);
  outbox.post(1, "um");
  await turn();
  expect(bodies()).toEqual([]);
  clock.pass(1_000);
  expect(bodies()).toEqual(["um"]);
  outbox.disconnected();
});

Deno.test("what was written without a connection goes when there is one, under the same id", async () => {
  const { outbox, sent, states } = setUp();
  const { id } = outbox.post(1, "um");
  await turn();
  expect(states()).toEqual(["um waiting"]);
  outbox.connected(STORE);
  outbox.disconnected();
  expect(states()).toEqual(["um waiting"]);
  outbox.connected(STORE);
  expect(sent.map((entry) => entry.id)).toEqual([id, id]);
  outbox.disconnected();
});

Deno.test("what is not answered in 10 s is sent again", async () => {
  const { outbox, bodies, clock } = setUp();
  outbox.connected(STORE);
  outbox.post(1, "um");
  await turn();
  clock.pass(9_999);
  expect(bodies()).toEqual(["um"]);
  clock.pass(1);
  expect(bodies()).toEqual(["um", "um"]);
  outbox.disconnected();
});

Deno.test("a refusal for now holds the room's queue, for as long as the server says", async () => {
  const { outbox, bodies, clock } = setUp();
  outbox.connected(STORE);
  const { id } = outbox.post(1, "um");
  outbox.post(1, "dois");
  await turn();
  outbox.refused(nack(id, "rate_limited", true, 3_000));
  clock.pass(2_999);
  expect(bodies()).toEqual(["um"]);
  clock.pass(1);
  expect(bodies()).toEqual(["um", "um"]);
  outbox.refused(nack(id, "unavailable", true));
  clock.pass(500);
  expect(bodies()).toEqual(["um", "um", "um"]);
  outbox.disconnected();
});

Deno.test("a refusal for good fails the message, and the next one goes", async () => {
  const { outbox, bodies, states, shelf } = setUp();
  outbox.connected(STORE);
  const { id } = outbox.post(1, "um");
  outbox.post(1, "dois");
  await turn();
  outbox.refused(nack(id, "forbidden", false));
  expect(states()).toEqual(["um failed", "dois sending"]);
  expect(outbox.entries.value[0]?.why).toBe("forbidden");
  await turn();
  expect((await shelf.load(ana))[0]?.why).toBe("forbidden");
  expect(bodies()).toEqual(["um", "dois"]);
  outbox.disconnected();
});

Deno.test("a failed message can be sent again under its id, or discarded", async () => {
  const { outbox, sent, states, shelf } = setUp();
  outbox.connected(STORE);
  const [first, second] = [outbox.post(1, "um"), outbox.post(1, "dois")];
  await turn();
  outbox.refused(nack(first.id, "forbidden", false));
  outbox.refused(nack(second.id, "forbidden", false));
  outbox.retry(first.id, 1);
  outbox.discard(second.id);
  expect(states()).toEqual(["um sending"]);
  expect(outbox.entries.value[0]?.why).toBe(undefined);
  expect(sent.at(-1)?.id).toBe(first.id);
  await turn();
  expect((await shelf.load(ana)).map(({ body, why }) => [body, why])).toEqual([["um", undefined]]);
  outbox.disconnected();
});

Deno.test("a message is seen as late after 300 ms", () => {
  const { outbox, clock } = setUp();
  outbox.post(1, "um");
  clock.pass(299);
  expect(outbox.entries.value[0]?.late).toBe(false);
  clock.pass(1);
  expect(outbox.entries.value[0]?.late).toBe(true);
});

Deno.test("what an earlier page has left is taken up before what is new", async () => {
  const shelf = new MemoryShelf();
  await shelf.put(kept(1, "de antes"));
  const { outbox, bodies } = setUp(shelf);
  outbox.connected(STORE);
  await outbox.load();
  outbox.post(1, "de agora");
  await turn();
  expect(bodies()).toEqual(["de antes"]);
  expect(outbox.entries.value.map((entry) => entry.body)).toEqual(["de antes", "de agora"]);
  outbox.disconnected();
});

Deno.test("what Ana has left is not sent by Bruno, who sits at the same computer", async () => {
  const shelf = new MemoryShelf();
  await shelf.put(kept(1, "da Ana"));
  await shelf.put({ ...kept(2, "de outra Ana"), user: { id: 1, name: "Outra" } });
  expect((await shelf.load(ana)).map((one) => one.body)).toEqual(["da Ana"]);
  expect(await shelf.load(bruno)).toEqual([]);
  await shelf.clear(1);
  expect(await shelf.load(ana)).toEqual([]);
});

Deno.test("under another database all that waited has failed, and goes only when told to", async () => {
  const { outbox, bodies, states, shelf } = setUp();
  const { id } = outbox.post(1, "um");
  await turn();
  outbox.connected("b".repeat(32));
  expect(bodies()).toEqual([]);
  expect(states()).toEqual(["um failed"]);
  expect(outbox.entries.value[0]?.why).toBe("store");
  outbox.retry(id, 9);
  expect(bodies()).toEqual(["um"]);
  expect(outbox.entries.value[0]?.room).toBe(9);
  await turn();
  expect((await shelf.load(ana))[0]?.store).toBe("b".repeat(32));
  outbox.disconnected();
});

Deno.test("what was kept for another database is shown as failed", async () => {
  const shelf = new MemoryShelf();
  await shelf.put({ ...kept(1, "de antes"), store: "b".repeat(32) });
  const { outbox, states, bodies } = setUp(shelf);
  outbox.connected(STORE);
  await outbox.load();
  expect(states()).toEqual(["de antes failed"]);
  expect(bodies()).toEqual([]);
});

Deno.test("a message that is seen in the room needs no ack any more", async () => {
  const { outbox, shelf } = setUp();
  outbox.connected(STORE);
  const { id } = outbox.post(1, "um");
  await turn();
  outbox.seen(id);
  expect(outbox.entries.value).toEqual([]);
  await turn();
  expect(await shelf.load(ana)).toEqual([]);
});

function kept(n: number, body: string): Kept {
  return { id: clientId(n), store: STORE, user: { id: 1, name: "Ana" }, room: 1, body, at: n };
}
