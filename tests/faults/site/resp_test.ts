import { expect } from "expect";
import { endOfValue } from "./resp.ts";

const encoder = new TextEncoder();

Deno.test("each value of Redis ends where it ends, and not before all of it has come", () => {
  const values = [
    "+OK\r\n",
    "$5\r\nhello\r\n",
    "$-1\r\n",
    "*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$6\r\nol\r\nlá\r\n".replace("lá", "la"),
    ">2\r\n+a\r\n*1\r\n:4\r\n",
    "%1\r\n+a\r\n:1\r\n",
    "|1\r\n+a\r\n:1\r\n+OK\r\n",
    "_\r\n",
  ];
  for (const value of values) {
    const bytes = encoder.encode(value);
    expect([value, endOfValue(encoder.encode(value + "+OK\r\n"), 0)]).toEqual([
      value,
      bytes.length,
    ]);
    for (let length = 0; length < bytes.length; length++) {
      expect([value, endOfValue(bytes.subarray(0, length), 0)]).toEqual([value, undefined]);
    }
  }
});
