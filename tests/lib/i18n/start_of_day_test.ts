import { expect } from "expect";
import { Dates } from "@/lib/i18n/dates.ts";
import { startOfDay } from "@/lib/i18n/start_of_day.ts";

function inZone(zone: string, day: string): string | undefined {
  const at = startOfDay(day, new Dates("pt-BR", zone));
  return at === undefined ? undefined : new Date(at).toISOString();
}

Deno.test("a day begins where it is read", () => {
  expect(inZone("America/Sao_Paulo", "2026-11-22")).toBe("2026-11-22T03:00:00.000Z");
  expect(inZone("UTC", "2026-11-22")).toBe("2026-11-22T00:00:00.000Z");
  expect(inZone("Asia/Kathmandu", "2026-11-22")).toBe("2026-11-21T18:15:00.000Z");
  expect(inZone("Pacific/Kiritimati", "2026-11-22")).toBe("2026-11-21T10:00:00.000Z");
});

Deno.test("a day on which clocks change begins once, also where its midnight is left out", () => {
  expect(inZone("Europe/Lisbon", "2026-10-25")).toBe("2026-10-24T23:00:00.000Z");
  expect(inZone("America/Sao_Paulo", "2018-11-04")).toBe("2018-11-04T03:00:00.000Z");
});

Deno.test("what is no day has no beginning", () => {
  for (
    const day of ["", "hoje", "2026-13-01", "2026-02-30", "22/11/2026", "2026-1-1", "+12026-01-01"]
  ) {
    expect(inZone("UTC", day)).toBe(undefined);
  }
});
