import { expect } from "expect";
import { ChatError, Unavailable } from "@/lib/chat/errors.ts";
import { GroupCommit } from "@/lib/chat/group_commit.ts";
import { silentLog } from "@/lib/chat/log.ts";
import type { Change, Committed, Outcome } from "@/lib/chat/store.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";

type Answer = (batch: readonly Change[]) => Promise<Committed>;

/** A committer over a store whose transactions the test ends by hand. */
class Desk {
  readonly clock = new FakeClock();
  readonly batches: (readonly Change[])[] = [];
  readonly unknown: number[][] = [];
  readonly changed: number[] = [];
  readonly committer: GroupCommit;

  constructor(answer: Answer, lanes = 1) {
    this.committer = new GroupCommit({
      clock: this.clock,
      log: silentLog,
      soon: (run) => setTimeout(run, 0),
      lanes,
      changed: ({ room }) => this.changed.push(room),
      unknown: (rooms) => this.unknown.push([...rooms]),
      store: {
        commit: (batch) => {
          this.batches.push(batch);
          return answer(batch);
        },
      },
    });
  }
}

function post(n: number, { room = 1, body = "oi" } = {}): Change {
  const id = n.toString(16).padStart(32, "0");
  const author = { id: 1, name: "Ana" };
  return { kind: "post", id, author, room, body, replyTo: undefined, aclRev: 1 };
}

function done(change: Change): Outcome {
  const seq = parseInt(change.id, 16);
  return { kind: "done", room: change.room, seq, rev: seq, at: "2026-11-20T14:00:00.000Z" };
}

function store(batch: readonly Change[]): Promise<Committed> {
  return Promise.resolve({ outcomes: batch.map(done), changes: [] });
}

Deno.test("what arrives in one turn goes in one transaction", async () => {
  const desk = new Desk(store);
  const outcomes = await Promise.all([1, 2, 3].map((n) => desk.committer.commit(post(n))));
  expect(desk.batches.map((batch) => batch.length)).toEqual([3]);
  expect(outcomes.map((outcome) => outcome.kind)).toEqual(["done", "done", "done"]);
});

Deno.test("what arrives during a transaction goes together in the next", async () => {
  const first = Promise.withResolvers<void>();
  const desk = new Desk(async (batch) => {
    await first.promise;
    return await store(batch);
  });
  const early = desk.committer.commit(post(1));
  await turn();
  const late = [2, 3, 4].map((n) => desk.committer.commit(post(n)));
  await turn();
  expect(desk.batches.length).toBe(1);
  first.resolve();
  await Promise.all([early, ...late]);
  expect(desk.batches.map((batch) => batch.length)).toEqual([1, 3]);
});

Deno.test("the store has what waits before those who have sent are told", async () => {
  const heard: string[] = [];
  const ends = [1, 2].map(() => Promise.withResolvers<void>());
  const desk = new Desk(async (batch) => {
    const turn = heard.filter((one) => one.startsWith("stores")).length + 1;
    heard.push(`stores ${turn}`);
    await ends[turn - 1]!.promise;
    const changes = [{ room: turn, from: 0, to: 1, messages: [] }];
    return { outcomes: batch.map(done), changes };
  });
  const told = (n: number) => desk.committer.commit(post(n)).then(() => heard.push(`told ${n}`));
  const first = told(1);
  await turn();
  const second = told(2);
  ends[0]!.resolve();
  await first;
  expect(heard).toEqual(["stores 1", "stores 2", "told 1"]);
  expect(desk.changed).toEqual([1]);
  ends[1]!.resolve();
  await second;
  expect(heard.at(-1)).toBe("told 2");
  expect(desk.changed).toEqual([1, 2]);
});

Deno.test("what is stored is answered, and not stored again, if telling the room of it fails", async () => {
  const desk = new Desk((batch) => {
    const changes = [{ room: 1, from: 0, to: 1, messages: [] }];
    return Promise.resolve({ outcomes: batch.map(done), changes });
  });
  desk.changed.push = () => {
    throw new Error("nobody listens");
  };
  expect(await desk.committer.commit(post(1))).toMatchObject({ kind: "done", seq: 1 });
  expect(desk.batches.length).toBe(1);
});

Deno.test("a batch holds at most 200 changes and 1 MiB, in the order they came", async () => {
  const desk = new Desk(store);
  const small = Array.from({ length: 250 }, (_, n) => desk.committer.commit(post(n + 1)));
  await Promise.all(small);
  expect(desk.batches.map((batch) => batch.length)).toEqual([200, 50]);
  expect(desk.batches.flat().map(({ id }) => parseInt(id, 16))).toEqual(small.map((_, n) => n + 1));

  desk.batches.length = 0;
  const body = "a".repeat(8_000);
  await Promise.all(small.map((_, n) => desk.committer.commit(post(n + 1, { body }))));
  for (const batch of desk.batches) {
    expect(batch.reduce((sum, change) => sum + ("body" in change ? change.body.length * 3 : 0), 0))
      .toBeLessThan(1_048_576);
  }
});

Deno.test("one slow room does not stop the others' lane", async () => {
  const never = Promise.withResolvers<Committed>();
  const desk = new Desk((batch) => batch[0]!.room === 1 ? never.promise : store(batch), 2);
  const stuck = desk.committer.commit(post(1, { room: 1 }));
  expect((await desk.committer.commit(post(2, { room: 2 }))).kind).toBe("done");
  never.resolve({ outcomes: [done(post(1))], changes: [] });
  await stuck;
});

Deno.test("after a deadlock the whole batch is tried again", async () => {
  let attempts = 0;
  const desk = new Desk((batch) =>
    ++attempts === 1 ? Promise.reject(new Unavailable("Deadlock")) : store(batch)
  );
  const outcomes = Promise.all([1, 2].map((n) => desk.committer.commit(post(n))));
  await turn();
  await desk.clock.flow(60);
  expect((await outcomes).map(({ kind }) => kind)).toEqual(["done", "done"]);
  expect(desk.batches.map((batch) => batch.length)).toEqual([2, 2]);
  expect(desk.unknown).toEqual([[1]]);
});

Deno.test("one bad change does not take the others with it", async () => {
  const desk = new Desk((batch) =>
    batch.some(({ id }) => id.endsWith("2")) ? Promise.reject(new TypeError("bad")) : store(batch)
  );
  const results = await Promise.allSettled([1, 2, 3].map((n) => desk.committer.commit(post(n))));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  const { reason } = results[1] as PromiseRejectedResult;
  expect((reason as ChatError).code).toBe("internal");
});

Deno.test("who has waited 5 s for a store that is away is told to try again", async () => {
  const desk = new Desk(() => Promise.reject(new Unavailable()));
  const result = desk.committer.commit(post(1)).catch((error) => error);
  await turn();
  await desk.clock.flow(5_900);
  expect(await result).toBeInstanceOf(Unavailable);
  expect(desk.batches.length).toBeLessThan(12);
});

Deno.test("a store that says when to come back is not asked again before that", async () => {
  const desk = new Desk(() => Promise.reject(new Unavailable("Another one", { afterMs: 1_000 })));
  const results = [1, 2].map((n) => desk.committer.commit(post(n)).catch((error) => error));
  expect(await Promise.all(results)).toMatchObject([{ afterMs: 1_000 }, { afterMs: 1_000 }]);
  expect([desk.batches.length, desk.unknown, desk.clock.waiting]).toEqual([1, [], 0]);
});

Deno.test("who waits behind a statement that hangs is answered after 5 s too", async () => {
  const hung = Promise.withResolvers<Committed>();
  const desk = new Desk(() => hung.promise);
  const first = desk.committer.commit(post(1)).catch((error) => error);
  await turn();
  const second = desk.committer.commit(post(2)).catch((error) => error);
  await desk.clock.flow(5_000);
  expect(await first).toBeInstanceOf(Unavailable);
  expect(await second).toBeInstanceOf(Unavailable);
  hung.resolve({ outcomes: [done(post(1))], changes: [{ room: 1, from: 0, to: 1, messages: [] }] });
  await desk.committer.drain();
  expect(desk.changed).toEqual([1]);
});

Deno.test("once it drains, nothing more is taken and what was taken is answered", async () => {
  const desk = new Desk(store);
  const taken = desk.committer.commit(post(1));
  const drained = desk.committer.drain();
  await expect(desk.committer.commit(post(2))).rejects.toThrow(Unavailable);
  await drained;
  expect((await taken).kind).toBe("done");
});

Deno.test("a timer is left behind by none of this", async () => {
  const desk = new Desk(store);
  await desk.committer.commit(post(1));
  expect(desk.clock.waiting).toBe(0);
});
