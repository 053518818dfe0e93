import { expect } from "expect";
import { relativeName } from "@/lib/i18n/relative_name.ts";

const NOW = Date.parse("2026-11-20T12:00:00.000Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function inMs(ms: number, locale = "pt-BR"): string | undefined {
  return relativeName(NOW + ms, NOW, locale);
}

Deno.test("what was a while ago, or will be, is told from now", () => {
  expect([0, -59_999, -MINUTE, -5 * MINUTE, -59 * MINUTE, -90 * MINUTE].map((ms) => inMs(ms)))
    .toEqual(["agora", "agora", "há 1 minuto", "há 5 minutos", "há 59 minutos", "há 1 hora"]);
  expect([3 * MINUTE, 2 * HOUR].map((ms) => inMs(ms))).toEqual(["em 3 minutos", "em 2 horas"]);
});

Deno.test("the other languages say it their own way", () => {
  expect([inMs(0, "en"), inMs(-5 * MINUTE, "en")]).toEqual(["now", "5 minutes ago"]);
  expect([inMs(0, "es"), inMs(-5 * MINUTE, "es")]).toEqual(["ahora", "hace 5 minutos"]);
});

Deno.test("a day away, the date says more", () => {
  expect(inMs(-24 * HOUR)).toBe(undefined);
  expect(inMs(24 * HOUR)).toBe(undefined);
  expect(inMs(-24 * HOUR + 1)).toBe("há 23 horas");
});
