import { expect } from "expect";
import { localeOf } from "@/lib/i18n/locale.ts";

Deno.test("localeOf speaks Portuguese to whoever asks for nothing it knows", () => {
  for (const header of [null, undefined, "", "de-DE,de;q=0.9", ";;;,,,q=1", "*"]) {
    expect(localeOf(header)).toBe("pt-BR");
  }
});

Deno.test("localeOf takes the language of the highest weight, whatever its region", () => {
  expect(localeOf("pt-PT,pt;q=0.9")).toBe("pt-BR");
  expect(localeOf("en-GB,en;q=0.9,pt;q=0.5")).toBe("en");
  expect(localeOf("en;q=0.1, ES-ar;q=0.8")).toBe("es");
  expect(localeOf("de, es;q=0, en;q=0.2")).toBe("en");
});

Deno.test("localeOf reads no more than a browser would send", () => {
  expect(localeOf("x,".repeat(100_000) + "en")).toBe("pt-BR");
});
