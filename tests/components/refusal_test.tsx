import { expect } from "expect";
import { renderToString } from "preact-render-to-string";
import { Refusal } from "@/components/ui/Refusal.tsx";
import { type ErrorCode, ERRORS } from "@/lib/chat/errors.ts";
import { LOCALES } from "@/lib/i18n/locale.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

const CODES = Object.keys(ERRORS) as ErrorCode[];

Deno.test("whatever can go wrong has a page of its own words, in every language", () => {
  for (const locale of LOCALES) {
    const speech = new Speech<"page">({ locale, texts: textsIn(locale).page, zone: "UTC" });
    const pages = CODES.map((code) =>
      renderToString(<Refusal status={ERRORS[code].status} path="/r/geral" speech={speech} />)
    );
    const other = speech.say("error.other.title");
    expect(pages.filter((html) => html.includes(other))).toEqual([]);
    expect(new Set(pages).size).toBe(CODES.length);
    expect(CODES.filter((code) => speech.say(`refused.${code}`) === "")).toEqual([]);
  }
});

Deno.test("what may go well the next time is asked for again; the rest leads home", () => {
  const texts = textsIn("en").page;
  const speech = new Speech<"page">({ locale: "en", texts, zone: "UTC" });
  const href = (status: number) =>
    /href="([^"]*)"/.exec(
      renderToString(<Refusal status={status} path="/r/geral?a" speech={speech} />),
    )?.[1];
  for (const status of [429, 500, 502, 503]) expect(href(status)).toBe("/r/geral?a");
  for (const status of [400, 401, 403, 404, 405, 409, 413, 422]) expect(href(status)).toBe("/");
});
