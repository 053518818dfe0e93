import { expect } from "expect";
import type { Message } from "@/lib/chat/model.ts";
import { LastMessages } from "@/lib/client/last_messages.ts";

function said(seq: number, { rev = seq, body = `linha ${seq}` } = {}): Message {
  const author = { id: 2, name: "Bruno" };
  return {
    id: `m${seq}`,
    room: 1,
    seq,
    rev,
    kind: "text",
    author,
    body,
    at: "2026-11-20T12:00:00Z",
  };
}

Deno.test("of thousands the last are held, and an early one that is changed does not come back", () => {
  const last = new LastMessages();
  for (let seq = 1; seq <= 5_000; seq++) last.take([said(seq)]);
  last.take([said(3, { rev: 5_001, body: "mudada" })]);
  const seqs = last.all.map(({ seq }) => seq).sort((a, b) => a - b);
  expect([seqs.length, seqs[0], seqs.at(-1)]).toEqual([200, 4_801, 5_000]);
});

Deno.test("a message is held as it was changed last, in whichever order that is heard", () => {
  const last = new LastMessages();
  last.take([said(1, { rev: 3, body: "depois" }), said(1, { rev: 1, body: "antes" })]);
  expect(last.all.map(({ body }) => body)).toEqual(["depois"]);
});
