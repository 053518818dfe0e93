import { expect } from "expect";
import { encodeMessage } from "@/lib/ws/encode.ts";
import { Ring } from "@/lib/ws/ring.ts";
import { Ledger } from "../../support/ledger.ts";

const GERAL = 1;

function filled(ledger: Ledger, bodies: string[]): Ring {
  const ring = new Ring(0);
  for (const message of ledger.post(...bodies).messages) ring.push(encodeMessage(message));
  return ring;
}

const revs = (ring: Ring, since: number) => ring.after(since)?.map((entry) => entry.rev);

Deno.test("Ring gives what changed after a cursor, in order", () => {
  const ring = filled(new Ledger(GERAL), ["um", "dois", "três"]);
  expect(revs(ring, 0)).toEqual([1, 2, 3]);
  expect(revs(ring, 2)).toEqual([3]);
  expect(revs(ring, 3)).toEqual([]);
});

Deno.test("Ring gives a message that changed twice once, with its newest state", () => {
  const ledger = new Ledger(GERAL);
  const ring = filled(ledger, ["um", "dois"]);
  for (const body of ["eins", "zwei"]) ring.push(encodeMessage(ledger.edit(1, body).messages[0]!));
  expect(revs(ring, 0)).toEqual([2, 4]);
  expect(JSON.parse(ring.after(2)![0]!.json)).toMatchObject({ seq: 1, rev: 4, body: "zwei" });
});

Deno.test("Ring keeps a thousand changes, and knows that it does not know the older ones", () => {
  const ring = filled(new Ledger(GERAL), Array.from({ length: 1_001 }, (_, n) => `${n}`));
  expect(ring.size).toBe(1_000);
  expect(ring.after(0)).toBeUndefined();
  expect(ring.after(1)).toHaveLength(1_000);
});

Deno.test("Ring keeps at most a mebibyte", () => {
  const ring = filled(new Ledger(GERAL), Array.from({ length: 70 }, () => "ã".repeat(8_000)));
  expect(ring.bytes).toBeLessThanOrEqual(1_048_576);
  expect(ring.size).toBeGreaterThan(60);
  expect(ring.after(0)).toBeUndefined();
  expect(ring.after(70 - ring.size)).toHaveLength(ring.size);
});

Deno.test("Ring that starts afresh knows nothing of before", () => {
  const ring = filled(new Ledger(GERAL), ["um", "dois"]);
  ring.restart(1);
  expect(ring.after(0)).toBeUndefined();
  expect(ring.after(1)).toEqual([]);
  expect(ring.bytes).toBe(0);
});
