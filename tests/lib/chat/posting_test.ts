import { expect } from "expect";
import { ChatError, RateLimited, Unavailable } from "@/lib/chat/errors.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { Posting, type PostInput } from "@/lib/chat/posting.ts";
import { Rights } from "@/lib/chat/rights.ts";
import type { Access, Change, Committed, Outcome } from "@/lib/chat/store.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const ANA = { id: 1, name: "Ana", role: "member" } as const;
const GERAL = 1;
const AT = "2026-11-20T14:00:00.000Z";

/** A room `geral`, Ana in it, and a store that remembers what it was given. */
class World {
  readonly clock = new FakeClock();
  readonly stored = new Map<string, Outcome>();
  lookups = 0;
  away = false;
  access: Access | undefined = {
    ...{ room: GERAL, kind: "public", role: "member", aclRev: 1, standing: "member" },
    ...{ mutedUntil: undefined, locked: false, slow: 0, excluded: false },
  };
  readonly posting: Posting;

  constructor({ rateLimits = true } = {}) {
    this.posting = new Posting({
      rooms: {
        membersNamed: () => Promise.resolve(new Map()),
        heads: () => Promise.resolve(new Map()),
      },
      files: { copy: () => Promise.reject(new Error("not asked for")) },
      guestsDirect: () => Promise.resolve(true),
      rights: new Rights({ access: () => this.#access() }, this.clock),
      clock: this.clock,
      log: silentLog,
      rateLimits,
      changed: () => {},
      unknown: () => {},
      store: {
        commit: (batch) => Promise.resolve(this.#commit(batch)),
        outcome: (_, id) => {
          this.lookups++;
          return Promise.resolve(this.#known(id));
        },
        page: () => Promise.reject(new Error("not asked for")),
        since: () => Promise.reject(new Error("not asked for")),
        find: () => Promise.reject(new Error("not asked for")),
        replies: () => Promise.reject(new Error("not asked for")),
        revisions: () => Promise.reject(new Error("not asked for")),
        pins: () => Promise.reject(new Error("not asked for")),
        forgetActions: () => Promise.reject(new Error("not asked for")),
        forgetMessages: () => Promise.reject(new Error("not asked for")),
      },
    });
  }

  async #access(): Promise<Access | undefined> {
    if (this.away) throw new Unavailable();
    return await Promise.resolve(this.access);
  }

  send(n: number, input: Partial<PostInput> = {}): ReturnType<Posting["post"]> {
    const id = n.toString(16).padStart(32, "0");
    return this.posting.post(ANA, { id, room: GERAL, body: "oi", ...input });
  }

  refusal(n: number, input?: Partial<PostInput>): Promise<ChatError> {
    return this.send(n, input).then(() => Promise.reject(new Error("not refused")), (e) => e);
  }

  #commit(batch: readonly Change[]): Committed {
    return {
      outcomes: batch.map((change) => this.#known(change.id) ?? this.#keep(change)),
      changes: [],
    };
  }

  #keep({ id, room }: Change): Outcome {
    const seq = this.stored.size + 1;
    const outcome: Outcome = { kind: "done", room, seq, rev: seq, at: AT };
    this.stored.set(id, outcome);
    return outcome;
  }

  #known(id: string): Outcome | undefined {
    const outcome = this.stored.get(id);
    return outcome?.kind === "done" ? { ...outcome, kind: "known" } : undefined;
  }
}

Deno.test("a message is acked with the place it was stored at", async () => {
  const world = new World();
  const id = "1".padStart(32, "0");
  expect(await world.send(1)).toEqual({ id, room: GERAL, seq: 1, rev: 1, at: AT });
});

Deno.test("the same id again gets the first one's ack, whatever it brings", async () => {
  const world = new World();
  await world.send(1);
  expect(await world.send(1)).toMatchObject({ seq: 1, dup: true });
  expect(await world.send(1, { body: "outra coisa" })).toMatchObject({ seq: 1, dup: true });
});

Deno.test("what was stored stays acked when its author may no longer write, or it is bad today", async () => {
  const world = new World();
  await world.send(1);
  expect(await world.send(1, { body: " " })).toMatchObject({ seq: 1, dup: true });
  world.access = undefined;
  await world.clock.flow(1_000);
  expect(await world.send(1)).toMatchObject({ seq: 1, dup: true });
});

Deno.test("a room that is not there and one that is not theirs are refused alike", async () => {
  const world = new World();
  world.access = undefined;
  expect(await world.refusal(1)).toMatchObject({ code: "not_found", retry: false });
});

Deno.test("a public room is written in by its members", async () => {
  const world = new World();
  world.access = { ...world.access!, role: undefined };
  expect(await world.refusal(1)).toMatchObject({ code: "forbidden" });
});

Deno.test("above ten a second Ana is told to wait, and a resend costs her nothing", async () => {
  const world = new World();
  for (let n = 1; n <= 20; n++) await world.send(n);
  expect(await world.refusal(21)).toMatchObject({
    code: "rate_limited",
    retry: true,
    afterMs: 100,
  });
  for (let n = 1; n <= 20; n++) expect(await world.send(n)).toMatchObject({ dup: true });
  await world.clock.flow(100);
  expect(await world.send(21)).toMatchObject({ seq: 21 });
});

Deno.test("refusals cannot be used to load the store with look-ups", async () => {
  const world = new World();
  const refusals: ChatError[] = [];
  for (let n = 1; n <= 100; n++) refusals.push(await world.refusal(n, { body: "" }));
  expect(world.lookups).toBe(40);
  expect(refusals[0]!.code).toBe("invalid");
  expect(refusals.at(-1)).toBeInstanceOf(RateLimited);
});

Deno.test("with the limits off, load tests may load", async () => {
  const world = new World({ rateLimits: false });
  for (let n = 1; n <= 100; n++) await world.send(n);
  expect(world.stored.size).toBe(100);
});

Deno.test("an edit, a deletion and a reaction are acked like a message, each under its own id", async () => {
  const { posting } = new World();
  const at = (n: number) => ({ id: n.toString(16).padStart(32, "0"), room: GERAL, seq: 1 });
  expect(await posting.edit(ANA, { ...at(1), body: "oi" })).toMatchObject({ id: at(1).id });
  expect(await posting.delete(ANA, at(2))).toMatchObject({ id: at(2).id });
  const heart = { ...at(3), emoji: "❤️", on: true };
  expect(await posting.react(ANA, heart)).toMatchObject({ id: at(3).id });
  expect(await posting.react(ANA, heart)).toMatchObject({ id: at(3).id, dup: true });
});

Deno.test("a blank edit and a reaction of no emoji are refused, unless they were done before", async () => {
  const world = new World();
  const at = { id: "1".padStart(32, "0"), room: GERAL, seq: 1 };
  const refused = (ack: Promise<unknown>) => ack.catch((error) => error.field);
  expect(await refused(world.posting.edit(ANA, { ...at, body: " " }))).toBe("body");
  expect(await refused(world.posting.react(ANA, { ...at, emoji: "não", on: true }))).toBe("emoji");
  await world.send(1);
  expect(await world.posting.edit(ANA, { ...at, body: " " })).toMatchObject({ dup: true });
});

Deno.test("reactions are paid for by themselves, and an edit costs what a message costs", async () => {
  const world = new World();
  const at = (n: number) => ({ id: n.toString(16).padStart(32, "0"), room: GERAL, seq: 1 });
  for (let n = 1; n <= 20; n++) await world.posting.edit(ANA, { ...at(n), body: "oi" });
  expect(await world.refusal(21)).toBeInstanceOf(RateLimited);
  for (let n = 31; n <= 60; n++) await world.posting.delete(ANA, at(n));
  await expect(world.posting.react(ANA, { ...at(61), emoji: "👍", on: true })).rejects
    .toBeInstanceOf(RateLimited);
});

Deno.test("while the store is away a sender is told to come again in about a second", async () => {
  const world = new World();
  world.away = true;
  const waits: number[] = [];
  for (let n = 1; n <= 20; n++) {
    const refusal = await world.refusal(n);
    expect([refusal.code, refusal.retry]).toEqual(["unavailable", true]);
    waits.push(refusal.afterMs ?? 0);
  }
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(500);
  expect(Math.max(...waits)).toBeLessThanOrEqual(1_500);
  // A class that is told the same would all come in the same moment.
  expect(new Set(waits).size).toBeGreaterThan(1);
});
