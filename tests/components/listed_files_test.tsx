import { expect } from "expect";
import { DOMParser } from "linkedom";
import { renderToString } from "preact-render-to-string";
import { ReportList } from "@/components/host/ReportList.tsx";
import { RoomFiles } from "@/components/files/RoomFiles.tsx";
import { HitList } from "@/components/search/SearchHits.tsx";
import type { Message, Room, SharedFile } from "@/lib/chat/model.ts";
import type { Catalogue } from "@/lib/i18n/catalogue.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

const zone = "America/Sao_Paulo";
const locale = "pt-BR";
const now = Date.parse("2026-11-20T18:00:00.000Z");

const files: SharedFile[] = [
  { id: "a".repeat(32), name: "ata.pdf", size: 900, type: "application/pdf" },
  { id: "b".repeat(32), name: "q.png", size: 48_000, type: "image/png", width: 8, height: 6 },
];
const message: Message = {
  ...{ room: 1, seq: 7, rev: 7, id: "0".repeat(32), author: { id: 2, name: "Bruno" } },
  ...{ kind: "text", body: "", at: "2026-11-20T17:00:00.000Z", files },
};
const geral: Room = {
  ...{ id: 1, slug: "geral", name: "geral", topic: "", kind: "public", rev: 0, joined: true },
  ...{ readSeq: 0, unread: 0, mentions: 0 },
};

function speech<In extends keyof Catalogue>(section: In): Speech<In> {
  return new Speech<In>({ locale, texts: textsIn(locale)[section], zone });
}

function parse(html: string) {
  return new DOMParser().parseFromString(`<html><body>${html}</body></html>`, "text/html").body;
}

Deno.test("a message of files alone is listed by their names, which lead to it", () => {
  const body = parse(renderToString(
    <HitList
      hits={[{ message, snippet: "", marks: [] }]}
      rooms={new Map([[1, geral]])}
      me={1}
      ofRoom
      byDay={false}
      now={now}
      texts={speech("search")}
    />,
  ));
  const link = body.querySelector(".hit > a");
  expect(link?.getAttribute("href")).toBe("/r/geral/7");
  expect(link?.textContent).toBe("ata.pdf, q.png");
});

Deno.test("who looks at a report sees which files it is about", () => {
  const body = parse(renderToString(
    <ReportList
      reports={[{
        ...{ id: 1, at: now, reporter: { id: 1, name: "Ana", role: "member" }, reason: "" },
        ...{ room: { id: 1, name: "geral" }, message },
      }]}
      wrong={undefined}
      now={now}
      texts={speech("host")}
      people={speech("people")}
    />,
  ));
  const said = [...body.querySelectorAll(".said")].map((one) => one.textContent?.trim());
  expect(said.map((text) => text?.replaceAll("\u00a0", " "))).toEqual([
    "ata.pdf 900 bytes",
    "q.png 47 kB",
  ]);
});

Deno.test("a room's files tell whose they are, and are chosen, seen and taken by their names", () => {
  const rows = files.map((file) => ({ file, seq: 7, author: { id: 2, name: "Bruno" }, at: now }));
  const body = parse(renderToString(
    <RoomFiles
      files={rows}
      there="/r/geral"
      here="/r/geral/arquivos?tipo=imagem"
      ofPerson={(id) => `?de=${id}`}
      chosen={new Set(["b".repeat(32)])}
      wrong="Escolha ao menos um arquivo."
      me={1}
      now={now}
      texts={speech("files")}
    />,
  ));
  const [first, second] = body.querySelectorAll("li");
  expect(body.querySelector("form")?.getAttribute("action")).toBe("/r/geral/arquivos?tipo=imagem");
  expect(first?.querySelector("input")?.getAttribute("aria-label")).toBe("Escolher ata.pdf");
  expect(first?.querySelector(".ext")?.textContent).toBe("pdf");
  expect(second?.querySelector("input")?.hasAttribute("checked")).toBe(true);
  expect(second?.querySelector("img")?.getAttribute("src")).toBe(`/f/${"b".repeat(32)}/small`);
  expect(second?.querySelector("small a")?.getAttribute("href")).toBe("?de=2");
  expect([...second?.querySelectorAll("a.ib") ?? []].map((one) => one.getAttribute("href")))
    .toEqual(["/r/geral/7", `/f/${"b".repeat(32)}`]);
  expect(body.querySelector("[role=alert]")?.textContent).toBe("Escolha ao menos um arquivo.");
});
