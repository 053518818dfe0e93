import { expect } from "expect";
import { startOfDay } from "@/lib/chat/day_start.ts";

function iso(day: string, zone: string): string {
  return new Date(startOfDay(day, zone)).toISOString();
}

Deno.test("a day begins when the clocks of its zone say so", () => {
  expect(iso("2026-11-01", "UTC")).toBe("2026-11-01T00:00:00.000Z");
  expect(iso("2026-11-01", "America/Sao_Paulo")).toBe("2026-11-01T03:00:00.000Z");
  expect(iso("2026-11-01", "Pacific/Kiritimati")).toBe("2026-10-31T10:00:00.000Z");
  expect(iso("2026-11-01", "Pacific/Niue")).toBe("2026-11-01T11:00:00.000Z");
});

Deno.test("a day without a midnight begins an hour later", () => {
  expect(iso("2018-11-04", "America/Sao_Paulo")).toBe("2018-11-04T03:00:00.000Z");
});

Deno.test("a day that is longer or shorter than others begins at midnight", () => {
  expect(iso("2026-03-29", "Europe/Lisbon")).toBe("2026-03-29T00:00:00.000Z");
  expect(iso("2026-03-30", "Europe/Lisbon")).toBe("2026-03-29T23:00:00.000Z");
  expect(iso("2026-10-26", "Europe/Lisbon")).toBe("2026-10-26T00:00:00.000Z");
});

Deno.test("days before all chats are no trap", () => {
  expect(iso("0001-01-01", "America/Sao_Paulo")).toBe("0001-01-01T00:00:00.000Z");
});
