import { expect } from "expect";
import { rightsOver, type Standing } from "@/components/message/message_rights.ts";

const NOW = Date.parse("2026-11-20T18:00:00.000Z");
const THEIRS = { author: { id: 2, name: "Bruno" }, kind: "text" } as const;
const OWN = { author: { id: 1, name: "Ana" }, kind: "text" } as const;

/** Ana, a member of a public room, unless it is said otherwise. */
function ana(changes: { room?: Partial<Standing["room"]>; role?: "guest" | "moderator" } = {}) {
  return {
    room: { kind: "public", ...changes.room },
    me: { id: 1, role: changes.role ?? "member" },
    mutedUntil: undefined,
    now: NOW,
  } satisfies Standing;
}

/** What may be done, by name. */
function may(message: Parameters<typeof rightsOver>[0], standing: Standing): string {
  return Object.entries(rightsOver(message, standing)).filter(([, may]) => may)
    .map(([name]) => name).join(" ");
}

Deno.test("Ana answers, reacts to, pins and reports what others said, and changes what is hers", () => {
  expect(may(THEIRS, ana())).toBe("reply react pin report");
  expect(may(OWN, ana())).toBe("reply react edit pin delete");
});

Deno.test("who sees to the room deletes what others said, and writes where it is quiet", () => {
  const owner = ana({ room: { role: "owner", locked: true } });
  expect(may(THEIRS, owner)).toBe("reply react pin report delete");
  expect(may(THEIRS, ana({ role: "moderator" }))).toBe("reply react pin report delete");
});

Deno.test("where one only reads there is nothing to answer or change; one may still react", () => {
  expect(may(OWN, ana({ room: { locked: true } }))).toBe("react pin delete");
  expect(may(THEIRS, ana({ room: { kind: "announcement" } }))).toBe("react report");
});

Deno.test("guests pin nothing, and who is muted has no say", () => {
  expect(may(THEIRS, ana({ role: "guest" }))).toBe("reply react report");
  expect(may(OWN, { ...ana(), mutedUntil: NOW + 1 })).toBe("delete");
  expect(may(OWN, { ...ana(), mutedUntil: NOW })).toBe("reply react edit pin delete");
});

Deno.test("with what is deleted, or what the room tells, nothing can be done", () => {
  expect(may({ ...OWN, deleted: true }, ana({ role: "moderator" }))).toBe("");
  expect(may({ ...THEIRS, kind: "system" }, ana())).toBe("");
});
