import { expect } from "expect";
import { localeOf } from "@/lib/i18n/locale.ts";
import { localeFor } from "@/lib/i18n/locale_for.ts";

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

Deno.test("localeFor goes by what is known, then the person's own choice, then the browser", () => {
  const request = (headers: HeadersInit) => new Request("http://sala.lan/", { headers });
  const both = request({ "accept-language": "en", cookie: "a=b; conexao_locale=es" });
  expect(localeFor("pt-BR", both)).toBe("pt-BR");
  expect(localeFor(undefined, both)).toBe("es");
  expect(localeFor(undefined, request({ "accept-language": "en" }))).toBe("en");
  expect(localeFor(undefined, request({ cookie: "conexao_locale=tlh" }))).toBe("pt-BR");
});
