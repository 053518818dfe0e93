import { expect } from "expect";
import { foldLines } from "@/components/log/fold_lines.ts";
import type { Row } from "@/components/log/rows.ts";
import { toldLine } from "@/components/log/told_line.ts";
import type { Message } from "@/lib/chat/model.ts";
import { bodyOfLine, type SystemLine } from "@/lib/chat/system_line.ts";
import type { Locale } from "@/lib/i18n/locale.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

const NAMES = ["", "Ana", "Bruno", "Clara", "Davi", "Elis"];

let seq = 0;

function line(told: SystemLine | string, by = 1): Message {
  seq++;
  return {
    ...{ room: 1, seq, rev: seq, id: "0".repeat(32), kind: "system" },
    ...{ author: { id: by, name: NAMES[by] ?? "" }, at: "2026-11-20T17:00:00.000Z" },
    body: typeof told === "string" ? told : bodyOfLine(told),
  };
}

function say(locale: Locale, first: Message, ...others: Message[]): string {
  const texts = textsIn(locale).chat;
  return toldLine([first, ...others], new Speech<"chat">({ locale, texts, zone: "UTC" }));
}

function rowsOf(messages: Message[]): Row[] {
  return messages.map((message) => ({
    ...{ kind: "message", key: String(message.seq), message, grouped: false },
  }));
}

function sketch(messages: Message[]): unknown[] {
  return foldLines(rowsOf(messages)).map((row) =>
    row.kind === "lines" ? row.lines.length : row.kind
  );
}

const joined: SystemLine = { event: "joined" };

Deno.test("who came is told in the reader's language, some by name and the rest by number", () => {
  const all = [1, 2, 3, 4, 5].map((by) => line(joined, by));
  const [ana, bruno, ...others] = all;
  expect(say("pt-BR", ana!)).toBe("Ana entrou");
  expect(say("pt-BR", ana!, bruno!)).toBe("Ana e Bruno entraram");
  expect(say("pt-BR", ana!, bruno!, others[0]!)).toBe("Ana, Bruno e Clara entraram");
  expect(say("pt-BR", ana!, bruno!, ...others)).toBe("Ana, Bruno e mais 3 entraram");
  expect(say("en", ana!, bruno!, ...others)).toBe("Ana, Bruno, and 3 more joined");
  expect(say("es", ana!, bruno!, ...others)).toBe("Ana, Bruno y 3 más entraron");
});

Deno.test("each thing that happens in a room has its sentence", () => {
  const told: [SystemLine, string][] = [
    [{ event: "left" }, "Ana saiu"],
    [{ event: "invited", name: "Bruno" }, "Ana trouxe Bruno para a sala"],
    [{ event: "removed", name: "Bruno" }, "Ana tirou Bruno da sala"],
    [{ event: "renamed", name: "Sala 3" }, "Ana deu à sala o nome Sala 3"],
    [{ event: "topic", topic: "prova: dia 3" }, "Ana mudou o assunto: prova: dia 3"],
    [{ event: "topic", topic: "" }, "Ana tirou o assunto"],
  ];
  for (const [event, sentence] of told) expect(say("pt-BR", line(event))).toBe(sentence);
});

Deno.test("somebody who is gone is no name, and who came twice is told once", () => {
  expect(say("pt-BR", line(joined, 0))).toBe("pessoa removida entrou");
  expect(say("pt-BR", line(joined, 1), line(joined, 1))).toBe("Ana entrou");
});

Deno.test("what this version does not know stands as it came, and a name is no template", () => {
  expect(say("pt-BR", line("exploded: {who}"))).toBe("exploded: {who}");
  expect(say("pt-BR", line({ event: "renamed", name: "{by} $& {n}" })))
    .toBe("Ana deu à sala o nome {by} $& {n}");
});

Deno.test("lines of one kind, one after the other, are one; an invitation only by one person", () => {
  const invited: SystemLine = { event: "invited", name: "Elis" };
  expect(sketch([line(joined, 1), line(joined, 2), line({ event: "left" }, 1)])).toEqual([2, 1]);
  expect(sketch([line(invited, 1), line(invited, 1), line(invited, 2)])).toEqual([2, 1]);
  const text: Message = { ...line("oi"), kind: "text" };
  expect(sketch([line(joined, 1), text, line(joined, 2)])).toEqual([1, "message", 1]);
});

Deno.test("each name and topic of a room is told for itself, and so is what is not known", () => {
  const renamed: SystemLine = { event: "renamed", name: "a" };
  expect(sketch([line(renamed), line(renamed), line("exploded"), line("exploded")]))
    .toEqual([1, 1, 1, 1]);
});
