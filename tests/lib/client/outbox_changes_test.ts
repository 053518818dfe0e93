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

Deno.test("changes wait in the same queue as messages, and are kept as they are", async () => {
  const desk = new Desk();
  desk.say("um");
  desk.outbox.post(1, { kind: "edit", seq: 4, body: "corrigida" });
  desk.outbox.post(1, { kind: "react", seq: 4, emoji: "👍", on: true });
  desk.outbox.post(1, { kind: "delete", seq: 4 });
  await turn();
  const next = new Desk(desk.shelf);
  next.outbox.connected(STORE);
  for (const done of [1, 2, 3, 4]) {
    await turn();
    expect(next.sent.length).toBe(done);
    next.outbox.acked(next.sent.at(-1)!.id);
  }
  expect(next.words).toEqual(["um", "edit", "react", "delete"]);
  expect(next.sent[1]).toMatchObject({ kind: "edit", seq: 4, body: "corrigida" });
  expect(next.sent[2]).toMatchObject({ kind: "react", seq: 4, emoji: "👍", on: true });
  expect(await next.kept()).toEqual([]);
});

Deno.test("the text of a refused edit is kept; another refused change is only told", async () => {
  const desk = await online();
  const edit = desk.outbox.post(1, { kind: "edit", seq: 4, body: "corrigida" });
  await turn();
  desk.outbox.refused(nack(edit.id, "conflict", false));
  const react = desk.outbox.post(1, { kind: "react", seq: 4, emoji: "👍", on: true });
  await turn();
  desk.outbox.refused(nack(react.id, "conflict", false));
  await turn();
  expect(desk.states).toEqual(["edit failed", "react failed"]);
  expect(await desk.kept()).toEqual(["edit"]);
  await desk.outbox.load();
  expect(desk.states).toEqual(["edit failed", "react failed"]);
  expect(await desk.outbox.discard(react.id)).toBe(true);
  expect(desk.states).toEqual(["edit failed"]);
});

Deno.test("an unsent message is written anew in its place, until it is sent for the first time", async () => {
  const desk = new Desk();
  const [first, second] = [desk.say("um"), desk.say("dois")];
  await turn();
  expect(await desk.outbox.rewrite(first.id, "primeira")).toBe(true);
  expect(desk.states).toEqual(["primeira waiting", "dois waiting"]);
  expect(await desk.kept()).toEqual(["primeira", "dois"]);
  desk.outbox.connected(STORE);
  await turn();
  expect(desk.words).toEqual(["primeira"]);
  expect(await desk.outbox.rewrite(first.id, "tarde")).toBe(false);
  expect(await desk.outbox.rewrite(second.id, "segunda")).toBe(true);
  desk.outbox.disconnected();
  // It may be stored already.
  expect(await desk.outbox.rewrite(first.id, "tarde")).toBe(false);
  desk.outbox.connected(STORE);
  await turn();
  desk.outbox.refused(nack(first.id, "forbidden", false));
  await turn();
  expect(await desk.outbox.rewrite(first.id, "tarde")).toBe(false);
  expect(desk.words).toEqual(["primeira", "primeira", "segunda"]);
  expect(await new Desk(desk.shelf).outbox.rewrite(first.id, "de outra aba")).toBe(false);
  desk.outbox.disconnected();
});

Deno.test("what failed without ever being sent can be written anew, and goes when told to", async () => {
  const desk = new Desk();
  const { id } = desk.say("um");
  await turn();
  desk.outbox.connected(ELSEWHERE);
  await turn();
  expect(await desk.outbox.rewrite(id, "dois")).toBe(true);
  expect(desk.states).toEqual(["dois failed"]);
  desk.outbox.retry(id, 1);
  await turn();
  expect(desk.words).toEqual(["dois"]);
  desk.outbox.disconnected();
});

Deno.test("a reply stays one when it is written anew, and when another page sends it", async () => {
  const desk = new Desk();
  const { id } = desk.outbox.post(1, { kind: "send", body: "um", replyTo: 4 });
  await turn();
  expect(await desk.outbox.rewrite(id, "dois")).toBe(true);
  const next = new Desk(desk.shelf);
  next.outbox.connected(STORE);
  await turn();
  expect(next.sent).toMatchObject([{ kind: "send", body: "dois", replyTo: 4 }]);
  next.outbox.disconnected();
});

Deno.test("a reply that goes to another database answers nothing there", async () => {
  const desk = new Desk();
  const { id } = desk.outbox.post(1, { kind: "send", body: "um", replyTo: 4 });
  await turn();
  desk.outbox.connected(ELSEWHERE);
  await turn();
  desk.outbox.retry(id, 3);
  await turn();
  expect(desk.sent).toMatchObject([{ kind: "send", body: "um", room: 3 }]);
  expect(desk.sent[0]).not.toMatchObject({ replyTo: 4 });
  const [left] = await desk.shelf.load({ ...OWNER, store: ELSEWHERE });
  expect(left).not.toHaveProperty("replyTo");
  desk.outbox.disconnected();
});

Deno.test("an unsent message can be taken back, until it is sent for the first time", async () => {
  const desk = new Desk();
  const [first, second] = [desk.say("um"), desk.say("dois")];
  await turn();
  expect(await desk.outbox.discard(first.id)).toBe(true);
  expect(await desk.kept()).toEqual(["dois"]);
  desk.outbox.connected(STORE);
  await turn();
  expect(await desk.outbox.discard(second.id)).toBe(false);
  desk.outbox.disconnected();
  expect(await desk.outbox.discard(second.id)).toBe(false);
  expect(desk.states).toEqual(["dois waiting"]);
  expect(desk.words).toEqual(["dois"]);
});

Deno.test("what an older page has kept may have been sent, and stays as it is", async () => {
  const shelf = new MemoryShelf();
  await shelf.put(kept(1, "de antes"));
  const desk = new Desk(shelf);
  await desk.outbox.load();
  const [entry] = desk.outbox.entries.value;
  expect(entry).toMatchObject({ kind: "send", body: "de antes", order: 1, fresh: false });
  expect(await desk.outbox.rewrite(entry!.id, "outra")).toBe(false);
  expect(await desk.outbox.discard(entry!.id)).toBe(false);
});
