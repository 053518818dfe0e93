import { expect } from "expect";
import { normalisePassword, parsePassword } from "@/lib/auth/password_rules.ts";
import { Invalid } from "@/lib/chat/errors.ts";

const REFUSED: Readonly<Record<string, string>> = {
  "seven units": "3 prato",
  "257 units": "ab".repeat(128) + "a",
  "nothing to see": " \u200b\u3000".repeat(4),
  "a lone surrogate": "três pratos\ud800",
  "one character over and over": "9".repeat(12),
  "the name itself": "ANA Clara",
  "what everybody tries": "Senha123",
};

for (const [what, password] of Object.entries(REFUSED)) {
  Deno.test(`a password cannot be ${what}`, () => {
    expect(parsePassword("três pratos", "Ana Clara")).toBe("três pratos");
    expect(() => parsePassword(password, "Ana Clara")).toThrow(Invalid);
  });
}

Deno.test("eight units will do, and 256", () => {
  expect(parsePassword("3 pratos", "Ana")).toBe("3 pratos");
  expect(parsePassword("ab".repeat(128), "Ana")).toHaveLength(256);
});

Deno.test("a password is the same however its accents were typed", () => {
  expect(normalisePassword("tre\u0302s pratos")).toBe(parsePassword("três pratos", "Ana"));
});
