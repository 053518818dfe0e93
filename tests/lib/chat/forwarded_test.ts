import { expect } from "expect";
import fc from "fast-check";
import { forwarded } from "@/lib/chat/forwarded.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Message } from "@/lib/chat/model.ts";
import { spoken } from "@/lib/chat/spoken.ts";
import { parseBody } from "@/lib/chat/text.ts";

const GERAL = { kind: "public", name: "geral" } as const;

function message(body: string, name = "Ana"): Message {
  return {
    ...{ room: 1, seq: 1, rev: 1, id: "1".repeat(32), author: { id: 1, name } },
    ...{ kind: "text", body, at: "2026-11-20T14:00:00.000Z" },
  };
}

Deno.test("what is passed on is a quote, under who said it and where", () => {
  expect(forwarded(message("oi"), GERAL)).toBe("> **Ana** · #geral\n> oi");
  expect(forwarded(message("um\n\ndois\r\ntrês\rquatro"), GERAL))
    .toBe("> **Ana** · #geral\n> um\n>\n> dois\n> três\n> quatro");
});

Deno.test("of files without a word only whose they were is said", () => {
  expect(forwarded(message(""), GERAL)).toBe("> **Ana** · #geral");
});

Deno.test("where it was said between few is not told", () => {
  for (const kind of ["private", "direct"] as const) {
    expect(forwarded(message("oi"), { kind, name: "segredo" })).toBe("> **Ana**\n> oi");
  }
});

Deno.test("a name is a name, whatever signs are in it, and who is gone has none", () => {
  expect(forwarded(message("oi", "A*n*a_"), { ...GERAL, name: "a#b" }))
    .toBe("> **A\\*n\\*a\\_** · #a\\#b\n> oi");
  expect(forwarded(message("oi", ""), GERAL)).toBe("> … · #geral\n> oi");
});

Deno.test("a long one is cut to what a body may hold, never in the middle of a sign", () => {
  const head = forwarded(message("a"), GERAL).length - 1;
  const fits = "a".repeat(LIMITS.body - head);
  expect(forwarded(message(fits), GERAL)).toBe(`> **Ana** · #geral\n> ${fits}`);
  for (let at = 0; at < 4; at++) {
    const body = forwarded(message("a".repeat(at) + "🦊".repeat(4_000)), GERAL);
    expect(body.length).toBeGreaterThan(LIMITS.body - 2);
    expect(body.length).toBeLessThanOrEqual(LIMITS.body);
    expect(body.isWellFormed()).toBe(true);
    expect(body.endsWith("🦊…")).toBe(true);
  }
  const lines = forwarded(message("\n".repeat(7_999)), GERAL);
  expect(lines.length).toBe(LIMITS.body);
});

Deno.test("whatever is passed on, all of it is a quote, can be posted, and calls nobody", () => {
  const bodies = fc.array(
    fc.constantFrom("oi", "\n", "\r", "@Ana", "```", "~~~", ">", "🦊", "a".repeat(900), "`"),
    {
      maxLength: 60,
      size: "max",
    },
  );
  fc.assert(fc.property(bodies, (parts) => {
    const body = parts.join("").slice(0, LIMITS.body).toWellFormed();
    const passedOn = forwarded(message(body), GERAL);
    expect(parseBody(passedOn)).toBe(passedOn);
    expect(passedOn.split(/[\r\n]/).every((line) => line.startsWith(">"))).toBe(true);
    expect(spoken(passedOn).trim()).toBe("");
  }));
});
