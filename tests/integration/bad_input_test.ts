import { expect } from "expect";
import type { ServerFrame } from "@/lib/chat/protocol.ts";
import { newId } from "../support/new_id.ts";
import { Person, read } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const ID = "0123456789abcdef0123456789abcdef";

/** What a socket is sent, and what it must be told; the socket lives on. */
const FRAMES: readonly [what: string, frame: unknown, nack: Partial<ServerFrame>][] = [
  ["JSON of no shape", 7, { code: "invalid" }],
  ["an array", [], { code: "invalid" }],
  ["null", null, { code: "invalid" }],
  ["no t", { id: ID }, { code: "invalid" }],
  ["an unknown t", { t: "shout", id: ID }, { code: "invalid", re: "shout" }],
  ["a second hello", { t: "hello" }, { code: "invalid", re: "hello" }],
  ["a room that is no id", { t: "send", id: ID, room: "1", body: "x" }, { code: "invalid" }],
  ["a room of 0", { t: "pull", room: 0, since: 0 }, { code: "invalid", re: "pull" }],
  ["a room of 2^53", { t: "pull", room: 2 ** 53, since: 0 }, { code: "invalid" }],
  ["a cursor of -1", { t: "pull", room: 1, since: -1 }, { code: "invalid", re: "pull" }],
  ["a cursor of 1.5", { t: "pull", room: 1, since: 1.5 }, { code: "invalid", re: "pull" }],
  ["an id of 31 digits", send({ id: ID.slice(1) }), { code: "invalid", re: "send" }],
  ["an id in capitals", send({ id: ID.toUpperCase() }), { code: "invalid", re: "send" }],
  ["a body that is no text", send({ body: 1 }), { code: "invalid", re: "send" }],
  ["no body", { t: "send", id: ID, room: 1 }, { code: "invalid", re: "send" }],
  ["an empty body", send({ body: "" }), { code: "invalid", id: ID }],
  ["a blank body", send({ body: " \n\t\u00a0\u2003" }), { code: "invalid", id: ID }],
  ["a body of nothing to see", send({ body: "\u200b\u2060\ufeff" }), { code: "invalid", id: ID }],
  ["a body of 8,001 units", send({ body: "a".repeat(8_001) }), { code: "invalid", id: ID }],
  ["8,001 units of emoji", send({ body: "😀".repeat(4_000) + "a" }), { code: "invalid", id: ID }],
  ["a body with NUL", send({ body: "a\0b" }), { code: "invalid", id: ID }],
  ["a lone surrogate", send({ body: "a\ud800b" }), { code: "invalid", id: ID }],
  ["a room that is not there", send({ room: 999_999 }), { code: "not_found", id: ID }],
  ["an edit without a seq", { t: "edit", id: ID, room: 1, body: "x" }, {
    code: "invalid",
    re: "edit",
  }],
  ["a blank edit", { t: "edit", id: ID, room: 1, seq: 1, body: " " }, { code: "invalid", id: ID }],
  ["an edit of nothing", { t: "edit", id: ID, room: 1, seq: 9, body: "x" }, { code: "not_found" }],
  ["a deletion of nothing", { t: "delete", id: ID, room: 1, seq: 9 }, { code: "not_found" }],
  ["a deletion elsewhere", { t: "delete", id: ID, room: 99, seq: 1 }, { code: "not_found" }],
  ["a reaction in letters", react({ emoji: "ok" }), { code: "invalid", re: "react" }],
  ["a reaction neither on nor off", react({ on: 1 }), { code: "invalid", re: "react" }],
  ["a pin neither on nor off", pin({ on: "sim" }), { code: "invalid", re: "pin", id: ID }],
  ["a pin of nothing", pin({ seq: 9 }), { code: "not_found", re: "pin", id: ID }],
  ["a pin elsewhere", pin({ room: 99 }), { code: "not_found", re: "pin", id: ID }],
  ["an answer to nothing", send({ replyTo: 999_999 }), { code: "invalid", id: ID }],
];

function react(change: Record<string, unknown>): Record<string, unknown> {
  return { t: "react", id: ID, room: 1, seq: 1, emoji: "👍", on: true, ...change };
}

function pin(change: Record<string, unknown>): Record<string, unknown> {
  return { t: "pin", id: ID, room: 1, seq: 1, on: true, ...change };
}

function send(change: Record<string, unknown>): Record<string, unknown> {
  return { t: "send", id: ID, room: 1, body: "x", ...change };
}

Deno.test("bad frames get the protocol's nack, the socket lives, and nothing is stored", async (t) => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const geral = await ana.room();
  await using line = await ana.connect();
  for (const [what, frame, wanted] of FRAMES) {
    await t.step(what, async () => {
      const from = line.frames.length;
      line.say(frame);
      const nack = await line.waitFor("nack", () => true, { from });
      expect(nack).toMatchObject({ retry: false, ...wanted });
      expect(nack.message.length).toBeGreaterThan(0);
    });
  }
  expect(await line.post(geral.id, "a linha vive")).toMatchObject({ t: "ack" });
  expect((await ana.history(geral.id)).map(({ body }) => body)).toEqual(["a linha vive"]);
});

Deno.test("before hello everything is invalid, and the socket lives", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  await using line = await ana.dial();
  line.say(send({}));
  expect(await line.waitFor("nack")).toMatchObject({ code: "invalid", retry: false });
  line.say({ t: "hello", rooms: { "1": -1 } });
  await line.waitFor("nack", ({ re }) => re === "hello");
  expect((await line.hello()).me).toEqual(ana.user);
  expect(await ana.history(1)).toEqual([]);
});

Deno.test("what is no JSON closes with 4400, and 65,537 bytes with 1009", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const geral = await ana.room();
  const table: [what: string | Uint8Array<ArrayBuffer>, code: number][] = [
    ["", 4400],
    ["{", 4400],
    ["{'t':'hello'}", 4400],
    [new Uint8Array([0, 1, 2]), 4400],
    [JSON.stringify(send({ body: "é".repeat(32_768) })), 1009],
    ["x".repeat(65_537), 1009],
  ];
  for (const [what, code] of table) {
    await using line = await ana.connect();
    if (typeof what === "string") line.say(what);
    else line.sayBytes(what);
    expect([what.length, (await line.closed).code]).toEqual([what.length, code]);
  }
  await using line = await ana.connect();
  // Exactly 65,536 bytes: JSON may have white space around it.
  const ping = JSON.stringify({ t: "ping", n: 5 });
  line.say(ping.padEnd(65_536, " "));
  expect((await line.waitFor("pong")).n).toBe(5);
  expect(await ana.history(geral.id)).toEqual([]);
});

Deno.test("a refusal writes one line to the log, without the text that was refused", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  await using line = await ana.connect();
  const before = site.instance.log.length;
  line.say(send({ body: "segredo".repeat(2_000) }));
  await line.waitFor("nack");
  await using other = await ana.connect();
  other.say("segredo {");
  await other.closed;
  const ended = await site.instance.stop();
  expect(ended.code).toBe(0);
  const lines = site.instance.log.slice(before);
  expect(lines.join("\n")).not.toContain("segredo");
  const events = lines.map((one) => JSON.parse(one) as { event: string });
  expect(events.filter(({ event }) => !/stop/.test(event)).length).toBe(2);
});

const NAMES_REFUSED = [
  "",
  "   ",
  "a".repeat(41),
  "😀".repeat(41),
  "a\u0000b",
  "a\u0007b",
  "a\nb",
  "a\u202eb",
  "a\u2066b",
  "a\u200bb",
  "\u200f",
  "\ud83d",
  "...",
];
const NAMES_TAKEN = ["Zé", "a".repeat(40), "😀".repeat(40), "مريم", "李小龙", "👩‍👩‍👧‍👦 Souza"];

Deno.test("names of 0 or 41 characters, of controls or hidden marks are refused with 422", async () => {
  await using site = await AloneSite.open();
  for (const name of NAMES_REFUSED) {
    const stranger = new Person(site.url);
    const answer = await stranger.ask("/api/v1/session", { method: "POST", body: { name } });
    expect([name, answer.status]).toEqual([name, 422]);
    expect(read(answer).error).toMatchObject({ code: "invalid", field: "name" });
    expect(stranger.cookie).toBeUndefined();
  }
  for (const name of NAMES_TAKEN) {
    expect((await Person.named(name, site.url)).user.name).toBe(name);
  }
});

const TEXTS = [
  "x",
  "a".repeat(8_000),
  "😀".repeat(4_000),
  "👩‍👩‍👧‍👦 👍🏽 🇧🇷",
  "שלום, עולם",
  "مرحبا بالعالم",
  "e\u0301 e não é",
  "  espaços   e\ttabs  ",
  "linha 1\nlinha 2\r\nlinha 3",
  "zero\u200dwidth\u200bjoiner",
  "\u202edrow",
  "a\u0001\u0008\u001bb",
  "\ufeffBOM",
  "&lt;b&gt; <b>oi</b> \" ' `",
  "\\u0000 \\ \\\\ %00 ${x} {{y}}",
  "ﷺ ﷽ ẞ İ ı",
];

Deno.test("texts of every kind are stored and told exactly, or refused, never changed", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const geral = await ana.room();
  await using line = await ana.connect();
  for (const text of TEXTS) {
    expect(await line.post(geral.id, text)).toMatchObject({ t: "ack" });
    await line.hear(text);
  }
  expect((await ana.history(geral.id)).map(({ body }) => body)).toEqual(TEXTS);
  for (const text of ["a\0b", "\ud800", "a\udc00b"]) {
    const refused = await ana.post(geral.id, text, newId());
    expect([text, refused.status]).toEqual([text, 422]);
  }
  expect((await ana.history(geral.id)).length).toBe(TEXTS.length);
});
