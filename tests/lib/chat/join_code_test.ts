import { expect } from "expect";
import { Invalid } from "@/lib/chat/errors.ts";
import { foldJoinCode, newJoinCode, parseJoinCode } from "@/lib/chat/join_code.ts";

Deno.test("a new code has forty random bits, and no letter that is read as another", () => {
  const codes = new Set(Array.from({ length: 1_000 }, newJoinCode));
  expect(codes.size).toBe(1_000);
  for (const code of codes) {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(parseJoinCode(code)).toBe(code);
  }
});

Deno.test("how a code is typed does not matter", () => {
  for (const typed of ["K1QF-3M0T", "kiqf 3mot", " k l q f–3m0t "]) {
    expect(foldJoinCode(typed)).toBe("K1QF3M0T");
  }
});

Deno.test("a code of one's own has four letters or digits at least, and 64 at most", () => {
  expect(parseJoinCode(" sala 7 ")).toBe("sala 7");
  for (const code of ["", "abc", "a - b - c", "a".repeat(65), "\ud800abcd"]) {
    expect(() => parseJoinCode(code)).toThrow(Invalid);
  }
});
