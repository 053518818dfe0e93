import { expect } from "expect";
import { Dates } from "@/lib/i18n/dates.ts";

const now = Date.parse("2026-11-20T02:30:00.000Z"); // 23:30 of the 19th in São Paulo

Deno.test("Dates.moment says a moment in short, by the calendar of the place", () => {
  const dates = new Dates("pt-BR", "America/Sao_Paulo");
  const cases: [string, string][] = [
    ["2026-11-20T02:03:00.000Z", "hoje, 23:03"],
    ["2026-11-19T02:59:00.000Z", "ontem, 23:59"],
    ["2026-11-17T12:00:00.000Z", "17 de nov., 09:00"],
    ["2025-11-17T12:00:00.000Z", "17 de nov. de 2025, 09:00"],
  ];
  for (const [at, said] of cases) expect(dates.moment(Date.parse(at), now)).toBe(said);
});

Deno.test("Dates.moment speaks the other languages too", () => {
  const at = Date.parse("2026-11-20T02:03:00.000Z");
  const zone = "America/Sao_Paulo";
  expect(new Dates("en", zone).moment(at, now)).toBe("today, 23:03");
  expect(new Dates("es", zone).moment(at, now)).toBe("hoy, 23:03");
});

Deno.test("Dates.dayKey knows each minute's day, however often and in whichever order it is asked", () => {
  const dates = new Dates("pt-BR", "America/Sao_Paulo");
  const last = Date.parse("2026-11-20T02:59:59.999Z");
  for (const _ of [1, 2]) {
    expect([dates.dayKey(last), dates.dayKey(last + 1)]).toEqual(["2026-11-19", "2026-11-20"]);
  }
  // More than are remembered at once.
  for (let minute = 0; minute < 2_500; minute++) dates.dayKey(last + minute * 60_000);
  expect(dates.dayKey(last)).toBe("2026-11-19");
});
