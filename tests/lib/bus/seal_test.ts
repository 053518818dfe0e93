import { expect } from "expect";
import { MESSAGE_BYTES, Seal } from "@/lib/bus/seal.ts";

const KEY = new Uint8Array(32).fill(7);
const GERAL = "conexao:5ca1ab1e:1:room:1";
const COZINHA = "conexao:5ca1ab1e:1:room:2";

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("Seal opens what another instance of the same store signed, once", () => {
  const [ours, theirs] = [new Seal(KEY), new Seal(KEY)];
  const message = bytes(theirs.sign(GERAL, "news"));
  expect(ours.open(GERAL, message)).toEqual({ boot: theirs.boot, payload: "news" });
  expect(ours.open(GERAL, message)).toBeUndefined();
});

Deno.test("Seal does not open what was overtaken by a later message of its sender", () => {
  const [ours, theirs] = [new Seal(KEY), new Seal(KEY)];
  const early = bytes(theirs.sign(GERAL, "early"));
  const late = bytes(theirs.sign(GERAL, "late"));
  expect(ours.open(GERAL, late)?.payload).toBe("late");
  expect(ours.open(GERAL, early)).toBeUndefined();
});

Deno.test("Seal does not open what was signed for another channel or with another key", () => {
  const [ours, theirs] = [new Seal(KEY), new Seal(KEY)];
  const stranger = new Seal(new Uint8Array(32));
  expect(ours.open(COZINHA, bytes(theirs.sign(GERAL, "news")))).toBeUndefined();
  expect(ours.open(GERAL, bytes(stranger.sign(GERAL, "news")))).toBeUndefined();
});

Deno.test("Seal opens nothing that was altered by one character", () => {
  const [ours, theirs] = [new Seal(KEY), new Seal(KEY)];
  const message = theirs.sign(GERAL, '{"room":1,"rev":7}');
  for (let at = 0; at < message.length; at++) {
    const other = message[at] === "A" ? "B" : "A";
    const altered = message.slice(0, at) + other + message.slice(at + 1);
    expect(ours.open(GERAL, bytes(altered))).toBeUndefined();
  }
  expect(ours.open(GERAL, bytes(message))).toBeDefined();
});

Deno.test("Seal opens nothing that is no message of ours at all", () => {
  const seal = new Seal(KEY);
  const lengths = [0, 1, 42, 43, 44, MESSAGE_BYTES, MESSAGE_BYTES + 1, 10_000_000];
  for (const length of lengths) {
    expect(seal.open(GERAL, new Uint8Array(length).fill(0xff))).toBeUndefined();
  }
  const long = seal.sign(GERAL, "x".repeat(MESSAGE_BYTES));
  expect(seal.open(GERAL, bytes(long))).toBeUndefined();
});
