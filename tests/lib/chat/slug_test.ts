import { expect } from "expect";
import { randomSlug, slugOf } from "@/lib/chat/slug.ts";

const SLUGS: Readonly<Record<string, string>> = {
  "Maria": "maria",
  "Iara": "iara",
  "Sala 101": "sala-101",
  "Português é Ótimo!": "portugues-e-otimo",
  "  Cozinha  ": "cozinha",
  "ＣＯＺＩＮＨＡ": "cozinha",
  "李小龍": "sala",
  "a'b": "a-b",
};

for (const [name, slug] of Object.entries(SLUGS)) {
  Deno.test(`the room ${JSON.stringify(name)} has the address ${slug}`, () => {
    expect(slugOf(name)).toBe(slug);
  });
}

Deno.test("an address has 60 characters at the most", () => {
  expect(slugOf("a".repeat(100))).toBe("a".repeat(60));
});

Deno.test("a random address is 26 letters and digits, and another each time", () => {
  expect(randomSlug()).toMatch(/^[a-v0-9]{26}$/);
  expect(randomSlug()).not.toBe(randomSlug());
});
