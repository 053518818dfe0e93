import { expect } from "expect";
import { hearPresence, NOBODY, type Presence, standingOf } from "@/lib/client/presence.ts";

function standings(presence: Presence): string[] {
  return [1, 2, 3].map((id) => standingOf(presence, id));
}

Deno.test("people come, fall silent, are back, and go", () => {
  const start = hearPresence(NOBODY, { online: [1, 2], away: [2] });
  expect(standings(start)).toEqual(["here", "away", "off"]);
  const later = hearPresence(start, { joined: [3], away: [1], back: [2] });
  expect(standings(later)).toEqual(["away", "here", "here"]);
  expect(standings(hearPresence(later, { left: [1, 2] }))).toEqual(["off", "off", "here"]);
  expect(standings(start)).toEqual(["here", "away", "off"]);
});

Deno.test("who left while away comes back without being away", () => {
  const away = hearPresence(NOBODY, { online: [1], away: [1] });
  const gone = hearPresence(away, { left: [1] });
  expect(standings(hearPresence(gone, { joined: [1] }))).toEqual(["here", "off", "off"]);
});

Deno.test("a whole list replaces what was known", () => {
  const start = hearPresence(NOBODY, { online: [1, 2], away: [1, 2] });
  expect(standings(hearPresence(start, { online: [1, 3], away: [3] }))).toEqual([
    "here",
    "off",
    "away",
  ]);
});
