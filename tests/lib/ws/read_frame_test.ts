import { expect } from "expect";
import fc from "fast-check";
import { readFrame } from "@/lib/ws/read_frame.ts";

const ID = "0123456789abcdef0123456789abcdef";

Deno.test("readFrame() reads what conexao.v1 allows", () => {
  const frames = [
    { t: "hello" },
    { t: "send", id: ID, room: 1, body: "olá" },
    { t: "send", id: ID, room: 1, body: "", replyTo: 9 },
    { t: "pull", room: 1, since: 0 },
    { t: "ping", n: 3 },
  ];
  for (const frame of frames) {
    expect(readFrame(JSON.stringify(frame))).toEqual({ kind: "frame", frame });
  }
});

Deno.test("readFrame() reads the rooms of hello into a Map, __proto__ among them harmless", () => {
  const text = '{"t":"hello","rooms":{"1":7,"__proto__":3,"constructor":4,"1e3":5,"-1":6}}';
  expect(readFrame(text)).toEqual({
    kind: "frame",
    frame: { t: "hello", rooms: new Map([[1, 7]]) },
  });
});

Deno.test("readFrame() closes on what is no JSON, no text, or too long", () => {
  const long = (bytes: number) => JSON.stringify({ t: "ping", n: 1, x: "a".repeat(bytes) });
  const exact = long(65_536 - long(0).length);
  const wide = JSON.stringify({ t: "ping", n: 1, x: "ã".repeat(32_760) });
  expect(readFrame("{")).toMatchObject({ kind: "close", code: 4400 });
  expect(readFrame("")).toMatchObject({ kind: "close", code: 4400 });
  expect(readFrame(new ArrayBuffer(2))).toMatchObject({ kind: "close", code: 4400 });
  expect(readFrame(exact)).toMatchObject({ kind: "frame" });
  expect(readFrame(`${exact} `)).toMatchObject({ kind: "close", code: 1009 });
  expect(wide.length).toBeLessThan(65_536);
  expect(readFrame(wide)).toMatchObject({ kind: "close", code: 1009 });
});

Deno.test("readFrame() says of another shape which frame it was, as far as that can be read", () => {
  const unfit: [unknown, object][] = [
    [null, {}],
    [[], {}],
    [7, {}],
    ["ping", {}],
    [{}, {}],
    [{ t: 1 }, {}],
    [{ t: "shout", room: 4 }, { re: "shout", room: 4 }],
    [{ t: "x".repeat(33) }, {}],
    [{ t: "send", id: ID, room: 1 }, { re: "send", id: ID, room: 1 }],
    [{ t: "send", id: "7", room: 0, body: "" }, { re: "send" }],
    [{ t: "send", id: ID.toUpperCase(), room: 1, body: "" }, { re: "send", room: 1 }],
    [{ t: "pull", room: 1, since: -1 }, { re: "pull", room: 1 }],
    [{ t: "pull", room: 1, since: 2 ** 53 }, { re: "pull", room: 1 }],
    [{ t: "pull", room: 1.5, since: 1 }, { re: "pull" }],
    [{ t: "ping", n: "1" }, { re: "ping" }],
    [{ t: "hello", rooms: [] }, { re: "hello" }],
    [{ t: "hello", rooms: { 1: -1 } }, { re: "hello" }],
    [{ t: "hello", rooms: rooms(501) }, { re: "hello" }],
  ];
  for (const [frame, named] of unfit) {
    const reading = readFrame(JSON.stringify(frame));
    expect(reading.kind).toBe("unfit");
    const { message, ...told } = (reading as Extract<typeof reading, { kind: "unfit" }>).unfit;
    expect(message).toMatch(/^Cannot read the frame: /);
    expect(told).toEqual(named);
  }
  expect(readFrame(JSON.stringify({ t: "hello", rooms: rooms(500) })).kind).toBe("frame");
});

Deno.test("readFrame() never throws", () => {
  const anything = fc.oneof(fc.string({ unit: "binary" }), fc.json(), fc.jsonValue());
  fc.assert(fc.property(anything, (data) => {
    const text = typeof data === "string" ? data : JSON.stringify(data);
    expect(["frame", "unfit", "close"]).toContain(readFrame(text).kind);
  }));
  expect(readFrame("[".repeat(65_000)).kind).toBe("close");
  expect(readFrame("[".repeat(30_000) + "]".repeat(30_000)).kind).toBe("unfit");
});

function rooms(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n + 1}`, 0]));
}
