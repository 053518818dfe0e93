import { expect } from "expect";
import { MemoryShelf } from "@/lib/client/outbox_shelf.ts";
import { turn } from "../../support/fake_clock.ts";
import { Desk, nack, OWNER, STORE } from "./desk.ts";

/** Two tabs of Ana's, without a connection. */
function twoTabs(): [Desk, Desk] {
  const shelf = new MemoryShelf();
  return [new Desk(shelf), new Desk(shelf)];
}

Deno.test("a tab that comes while another's message is on its way sends it too, under the same id", async () => {
  const [one, other] = twoTabs();
  one.outbox.connected(STORE);
  await turn();
  const { id } = one.say("um");
  await turn();
  other.outbox.connected(STORE);
  await turn();
  expect([...one.sent, ...other.sent].map((entry) => entry.id)).toEqual([id, id]);
  one.outbox.acked(id);
  other.outbox.acked(id);
  await turn();
  expect([...one.states, ...other.states, ...await one.kept()]).toEqual([]);
});

Deno.test("what another tab has had acked is not sent again, of whatever room it is", async () => {
  const [one, other] = twoTabs();
  const entries = [one.say("um"), one.say("outra", 2)];
  await turn();
  await other.outbox.load();
  expect(other.states).toEqual(["um waiting", "outra waiting"]);
  one.outbox.connected(STORE);
  await turn();
  for (const { id } of entries) one.outbox.acked(id);
  await turn();
  other.outbox.connected(STORE);
  await turn();
  expect(other.states).toEqual([]);
  expect(other.words).toEqual([]);
});

Deno.test("what another tab has had acked vanishes at the next look", async () => {
  const [one, other] = twoTabs();
  const { id } = one.say("um");
  await turn();
  await other.outbox.load();
  one.outbox.acked(id);
  await turn();
  await other.outbox.load();
  expect(other.states).toEqual([]);
});

Deno.test("two tabs that flush at once send each message first in its turn", async () => {
  const [one, other] = twoTabs();
  for (const body of ["um", "dois", "três"]) one.say(body);
  await turn();
  await other.outbox.load();
  const stored: string[] = [];
  for (const desk of [one, other]) desk.outbox.connected(STORE);
  for (let round = 0; round < 10; round++) {
    await turn();
    for (const desk of [one, other]) {
      const entry = desk.sent.at(-1);
      if (!entry) continue;
      if (!stored.includes(entry.id)) stored.push(entry.id);
      desk.outbox.acked(entry.id);
    }
  }
  expect([...one.states, ...other.states]).toEqual([]);
  const words = new Map([...one.sent, ...other.sent].map((entry) => [entry.id, entry]));
  expect(stored.map((id) => words.get(id))).toMatchObject([
    { body: "um" },
    { body: "dois" },
    { body: "três" },
  ]);
});

Deno.test("a message is sent as the other tab has rewritten it", async () => {
  const [one, other] = twoTabs();
  const { id } = one.say("um");
  await turn();
  await other.outbox.load();
  expect(await other.outbox.rewrite(id, "corrigida")).toBe(true);
  one.outbox.connected(STORE);
  await turn();
  expect(one.words).toEqual(["corrigida"]);
  expect(await other.outbox.rewrite(id, "tarde")).toBe(false);
  expect(await other.outbox.discard(id)).toBe(false);
  expect(other.states).toEqual(["corrigida waiting"]);
  one.outbox.disconnected();
});

Deno.test("what one tab has sent at once is not for another to rewrite", async () => {
  const [one, other] = twoTabs();
  one.outbox.connected(STORE);
  await turn();
  const { id } = one.say("um");
  await turn();
  await other.outbox.load();
  expect(await other.outbox.rewrite(id, "tarde")).toBe(false);
  expect(await other.outbox.discard(id)).toBe(false);
  one.outbox.disconnected();
});

Deno.test("what one tab has sent and had acked was not taken back by another that tried too late", async () => {
  const [one, other] = twoTabs();
  const { id } = one.say("um");
  await turn();
  await other.outbox.load();
  one.outbox.connected(STORE);
  await turn();
  one.outbox.acked(id);
  await turn();
  expect(await other.outbox.discard(id)).toBe(false);
  expect(other.states).toEqual([]);
});

Deno.test("another tab's refusal does not touch what is on its way here", async () => {
  const [one, other] = twoTabs();
  const { id } = one.say("um");
  await turn();
  for (const desk of [one, other]) desk.outbox.connected(STORE);
  await turn();
  other.outbox.refused(nack(id, "forbidden", false));
  await turn();
  await one.outbox.load();
  expect(one.states).toEqual(["um sending"]);
  one.outbox.acked(id);
  await turn();
  await other.outbox.load();
  expect(other.states).toEqual([]);
});

Deno.test("what another tab has taken back is sent by none", async () => {
  const [one, other] = twoTabs();
  const { id } = one.say("um");
  await turn();
  await other.outbox.load();
  expect(await other.outbox.discard(id)).toBe(true);
  one.outbox.connected(STORE);
  await turn();
  expect(one.words).toEqual([]);
  expect(one.states).toEqual([]);
  one.outbox.disconnected();
});

Deno.test("what another tab tries again is tried here too", async () => {
  const [one, other] = twoTabs();
  one.outbox.connected(STORE);
  await turn();
  const { id } = one.say("um");
  await turn();
  one.outbox.refused(nack(id, "forbidden", false));
  await turn();
  await other.outbox.load();
  expect(other.states).toEqual(["um failed"]);
  other.outbox.retry(id, 1);
  await turn();
  await one.outbox.load();
  await turn();
  expect(one.states).toEqual(["um sending"]);
  one.outbox.disconnected();
});

Deno.test("who has signed out in one tab sends nothing from another", async () => {
  const [one, other] = twoTabs();
  one.say("um");
  await turn();
  await other.shelf.clear(1);
  one.outbox.connected(STORE);
  await turn();
  expect(one.words).toEqual([]);
  expect(one.states).toEqual([]);
});

Deno.test("where the shelf has failed, what is missing there is sent all the same", async () => {
  class FailedShelf extends MemoryShelf {
    override readonly sound = false;
  }
  const desk = new Desk(new FailedShelf());
  const { id } = desk.say("um");
  await turn();
  await desk.shelf.remove(id);
  desk.outbox.connected(STORE);
  await turn();
  expect(desk.words).toEqual(["um"]);
  desk.outbox.disconnected();
});

Deno.test("a page that died after writing and before sending leaves it to the next", async () => {
  const [one, other] = twoTabs();
  one.wired = false;
  one.outbox.connected(STORE);
  await turn();
  const { id } = one.say("um");
  await turn();
  other.outbox.connected(STORE);
  await turn();
  expect(other.sent.map((entry) => entry.id)).toEqual([id]);
  other.outbox.disconnected();
});

Deno.test("a tab that is late to another database does not give up what is written for that", async () => {
  const [one, other] = twoTabs();
  const moved = "b".repeat(32);
  one.say("perdida");
  await turn();
  one.outbox.connected(moved);
  await turn();
  one.say("nova");
  await turn();
  await other.outbox.load();
  expect(other.states).toEqual(["perdida failed", "nova failed"]);
  other.outbox.connected(moved);
  await turn();
  expect(other.states).toEqual(["perdida failed", "nova sending"]);
  const [, nova] = await one.shelf.load({ ...OWNER, store: moved });
  expect([nova?.store, nova?.why]).toEqual([moved, undefined]);
});
