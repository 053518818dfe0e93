import { expect } from "expect";
import { LateOutbox } from "@/lib/client/late_outbox.ts";
import type { Outbox } from "@/lib/client/outbox.ts";
import { MemoryShelf } from "@/lib/client/outbox_shelf.ts";
import { turn } from "../../support/fake_clock.ts";
import { Desk, kept, STORE } from "./desk.ts";

/** An outbox of Ana's whose code comes when it is let, and what she has said to be asked for later. */
function setUp(shelf = new MemoryShelf()) {
  const desk = new Desk(shelf);
  const asked: PromiseWithResolvers<Outbox>[] = [];
  const later: (() => void)[] = [];
  const late = new LateOutbox(() => {
    const code = Promise.withResolvers<Outbox>();
    asked.push(code);
    return code.promise;
  }, (act) => later.push(act));
  return { desk, asked, later, late };
}

Deno.test("what is posted before the code is here goes in its order once it is", async () => {
  const { desk, asked, late } = setUp();
  late.connected(STORE);
  late.post(1, { kind: "send", body: "um" });
  late.post(1, { kind: "send", body: "dois" });
  expect(asked.length).toBe(1);
  expect(late.entries.value).toEqual([]);
  asked[0]!.resolve(desk.outbox);
  await turn();
  expect(late.entries.value.map((entry) => "body" in entry && entry.body)).toEqual(["um", "dois"]);
  expect(desk.words).toEqual(["um"]);
  late.acked(desk.sent[0]!.id);
  await turn();
  expect(desk.words).toEqual(["um", "dois"]);
  late.disconnected();
});

Deno.test("code that is not wanted at once comes later, with what earlier pages have left", async () => {
  const shelf = new MemoryShelf();
  await shelf.put(kept(7, "de antes"));
  const { desk, asked, later, late } = setUp(shelf);
  late.load();
  late.connected(STORE);
  expect(asked.length).toBe(0);
  for (const act of later) act();
  expect(asked.length).toBe(1);
  asked[0]!.resolve(desk.outbox);
  await turn();
  expect(desk.words).toEqual(["de antes"]);
  late.disconnected();
});

Deno.test("code that could not come is asked for again with the next connection", async () => {
  const { desk, asked, late } = setUp();
  late.post(1, { kind: "send", body: "um" });
  asked[0]!.reject(new TypeError("no network"));
  await turn();
  late.connected(STORE);
  expect(asked.length).toBe(2);
  asked[1]!.resolve(desk.outbox);
  await turn();
  expect(desk.words).toEqual(["um"]);
  late.disconnected();
});

Deno.test("before the code is here nothing is known of acks, refusals and changes", async () => {
  const { late } = setUp();
  expect(late.acked("a".repeat(32))).toBeUndefined();
  late.refused({ id: "a".repeat(32), code: "invalid", retry: false });
  late.seen("a".repeat(32));
  late.retry("a".repeat(32), 1);
  expect(await late.discard("a".repeat(32))).toBe(false);
});
