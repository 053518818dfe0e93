import { expect } from "expect";
import { Invalid } from "@/lib/chat/errors.ts";
import { parseBody } from "@/lib/chat/text.ts";

const KEPT = [
  "oi",
  " com espaço ",
  "duas\nlinhas",
  "👩‍👩‍👧‍👦",
  "שלום \u202eabc\u202c",
  "e\u0301",
  "<script>alert(1)</script>",
  "a".repeat(8_000),
];

const REFUSED: Readonly<Record<string, string>> = {
  "empty": "",
  "blank": " \n\t\u00a0",
  "invisible": "\u200b\u2060\ufeff\u3164",
  "8,001 units long": "a".repeat(8_001),
  "torn between two surrogates": "oi \ud83d",
  "one with a NUL": "oi\0",
};

for (const body of KEPT) {
  Deno.test(`${JSON.stringify(body.slice(0, 20))} is kept to the letter`, () => {
    expect(parseBody(body)).toBe(body);
  });
}

for (const [what, body] of Object.entries(REFUSED)) {
  Deno.test(`a body that is ${what} is refused`, () => {
    expect(() => parseBody(body)).toThrow(Invalid);
  });
}
