import { expect } from "expect";
import { DOMParser } from "linkedom";
import type { Message, SharedFile } from "@/lib/chat/model.ts";
import { HtmlWriter } from "@/lib/export/html_writer.tsx";
import { JsonlWriter } from "@/lib/export/jsonl_writer.ts";
import type { Exported } from "@/lib/export/room_writer.ts";
import { TextWriter } from "@/lib/export/text_writer.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

const zone = "America/Sao_Paulo";
const locale = "pt-BR";

const exported: Exported = {
  room: {
    ...{ id: 1, slug: "geral", name: "geral", topic: "", kind: "public", rev: 2, joined: true },
    ...{ readSeq: 0, unread: 0, mentions: 0 },
  },
  by: { id: 1, name: "Ana", role: "host" },
  at: Date.parse("2026-11-21T12:00:00.000Z"),
  texts: new Speech<"export">({ locale, texts: textsIn(locale).export, zone }),
  chat: new Speech<"chat">({ locale, texts: textsIn(locale).chat, zone }),
};

const files: SharedFile[] = [
  { id: "a".repeat(32), name: "<b>ata</b>\n.pdf", size: 1_258_291, type: "application/pdf" },
  { id: "b".repeat(32), name: "quadro.png", size: 900, type: "image/png", width: 8, height: 6 },
];

/** Files of Bruno's without a word, and an answer to them. */
const stretch = {
  messages: [message({ files }), message({ seq: 2, body: "obrigada", replyTo: 1 })],
  origins: new Map([[1, message({ files })]]),
};

function message(changes: Partial<Message>): Message {
  return {
    ...{ room: 1, seq: 1, rev: 1, id: "0".repeat(32), author: { id: 2, name: "Bruno" } },
    ...{ kind: "text", body: "", at: "2026-11-20T17:00:00.000Z" },
    ...changes,
  };
}

Deno.test("in a text each file has a line of its own, whatever its name", () => {
  const lines = new TextWriter(exported).stretch(stretch).split("\n")
    .map((line) => line.replaceAll("\u00a0", " "));
  expect(lines.slice(0, 3)).toEqual([
    "2026-11-20 14:00 Bruno: ",
    "    [arquivo: <b>ata</b> .pdf, 1,2 MB]",
    "    [arquivo: quadro.png, 900 bytes]",
  ]);
  expect(lines[3]).toContain("em resposta a Bruno: “<b>ata</b> .pdf, quadro.png”");
});

Deno.test("a page for reading names files and their sizes, and leads to none", async () => {
  const html = (await HtmlWriter.open(exported)).stretch(stretch);
  const { body } = new DOMParser().parseFromString(
    `<html><body>${html}</body></html>`,
    "text/html",
  );
  const items = [...body.querySelectorAll(".files li")].map((one) => one.textContent);
  expect(items.map((text) => text?.replaceAll("\u00a0", " ")))
    .toEqual(["<b>ata</b>\n.pdf 1,2 MB", "quadro.png 900 bytes"]);
  expect(body.querySelectorAll(".files :is(a, img, b)").length).toBe(0);
  expect(body.querySelector(".quote span")?.textContent).toContain("quadro.png");
});

Deno.test("as data a message has its files as the wire has them", () => {
  const [first = ""] = new JsonlWriter(exported).stretch(stretch).split("\n");
  expect(JSON.parse(first).files).toEqual(files);
});
