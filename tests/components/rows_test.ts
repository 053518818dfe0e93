import { expect } from "expect";
import { layRows, type Row, type Unsent } from "@/components/log/rows.ts";
import type { Message } from "@/lib/chat/model.ts";
import { Dates } from "@/lib/i18n/dates.ts";

const dates = new Dates("pt-BR", "America/Sao_Paulo");
const ME = 1;

function at(time: string, author = 2, changes: Partial<Message> = {}): Message {
  const seq = Date.parse(time) / 1_000;
  return {
    ...{ room: 1, seq, rev: seq, id: String(seq), author: { id: author, name: "x" } },
    ...{ kind: "text", body: "x", at: time },
    ...changes,
  };
}

function unsent(time: string): Unsent {
  return { id: time, body: "x", at: Date.parse(time), state: "waiting", late: false };
}

function sketch(rows: readonly Row[]): string[] {
  return rows.map((row) => {
    if (row.kind === "day") return row.day;
    if (row.kind === "fresh") return `${row.n} fresh`;
    return row.kind === "gap" ? row.kind : `${row.kind}${row.grouped ? " +" : ""}`;
  });
}

function lay(messages: Message[], waiting: Unsent[] = []): string[] {
  return sketch(layRows(messages, waiting, { me: ME, dates }));
}

Deno.test("messages of one author within five minutes are one group", () => {
  expect(lay([
    at("2026-11-20T12:00:00.000Z"),
    at("2026-11-20T12:04:59.000Z"),
    at("2026-11-20T12:09:59.000Z"),
    at("2026-11-20T12:10:00.000Z", 3),
  ])).toEqual(["2026-11-20", "message", "message +", "message", "message"]);
});

Deno.test("a day is marked where the calendar changes, and breaks a group", () => {
  // 03:00 UTC is midnight in São Paulo.
  expect(lay([at("2026-11-20T02:59:00.000Z"), at("2026-11-20T03:01:00.000Z")]))
    .toEqual(["2026-11-19", "message", "2026-11-20", "message"]);
});

Deno.test("a system line belongs to nobody", () => {
  expect(lay([
    at("2026-11-20T12:00:00.000Z"),
    at("2026-11-20T12:01:00.000Z", 2, { kind: "system" }),
    at("2026-11-20T12:02:00.000Z"),
  ])).toEqual(["2026-11-20", "message", "message", "message"]);
});

Deno.test("unsent messages stand last, in the group of one's own", () => {
  expect(lay([at("2026-11-20T12:00:00.000Z", ME)], [
    unsent("2026-11-20T12:01:00.000Z"),
    unsent("2026-11-20T12:02:00.000Z"),
  ])).toEqual(["2026-11-20", "message", "unsent +", "unsent +"]);
});

Deno.test("a message has the same key before and after it is stored", () => {
  const stored = layRows([at("2026-11-20T12:00:00.000Z", ME, { id: "abc" })], [], {
    me: ME,
    dates,
  });
  const waiting = layRows([], [{ ...unsent("2026-11-20T12:00:00.000Z"), id: "abc" }], {
    ...{ me: ME, dates },
  });
  expect(stored[1]?.key).toBe(waiting[1]?.key);
});

Deno.test("the same client id of two authors makes two keys", () => {
  const keys = layRows(
    [
      at("2026-11-20T12:00:00.000Z", 2, { id: "abc" }),
      at("2026-11-20T12:00:01.000Z", 3, { id: "abc" }),
    ],
    [],
    { me: ME, dates },
  ).map((row) => row.key);
  expect(new Set(keys).size).toBe(keys.length);
});

Deno.test("what others wrote after one has read is marked once, and begins a group", () => {
  const messages = [
    at("2026-11-20T12:00:00.000Z", 2, { seq: 1 }),
    at("2026-11-20T12:01:00.000Z", 2, { seq: 2 }),
    at("2026-11-20T12:02:00.000Z", ME, { seq: 3 }),
    at("2026-11-20T12:03:00.000Z", 2, { seq: 4 }),
  ];
  const laid = (readSeq: number | undefined) =>
    sketch(layRows(messages, [], { me: ME, dates, readSeq }));
  expect(laid(1)).toEqual(["2026-11-20", "message", "2 fresh", "message", "message", "message"]);
  expect(laid(0)).toEqual(["2026-11-20", "3 fresh", "message", "message +", "message", "message"]);
  for (const readSeq of [4, undefined]) expect(laid(readSeq)).not.toContain("1 fresh");
  expect(laid(4)).toEqual(laid(undefined));
});

Deno.test("neither one's own nor a deleted message counts as new", () => {
  const own = at("2026-11-20T12:00:00.000Z", ME, { seq: 2 });
  const deleted = at("2026-11-20T12:01:00.000Z", 2, { seq: 3, deleted: true });
  const rows = layRows([own, deleted], [], { me: ME, dates, readSeq: 1 });
  expect(sketch(rows)).toEqual(["2026-11-20", "message", "message"]);
});

Deno.test("where newer messages are missing there is a gap, before what is not sent yet", () => {
  const here = at("2026-11-20T12:00:00.000Z");
  const rows = layRows([here], [unsent("2026-11-20T12:01:00.000Z")], { me: 2, dates, gap: true });
  expect(sketch(rows)).toEqual(["2026-11-20", "message", "gap", "unsent"]);
});

Deno.test("the mark tells how many are new, also if not all of them are here", () => {
  const options = { me: ME, dates, readSeq: 0, fresh: 900 };
  expect(sketch(layRows([at("2026-11-20T12:00:00.000Z", 3)], [], options))).toContain("900 fresh");
});
