import { expect } from "expect";
import { DOMParser } from "linkedom";
import { renderToString } from "preact-render-to-string";
import { MessageFiles } from "@/components/message/MessageFiles.tsx";
import { Rows } from "@/components/log/Rows.tsx";
import { layRows } from "@/components/log/rows.ts";
import type { Message, SharedFile, User } from "@/lib/chat/model.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

const zone = "America/Sao_Paulo";
const chat = new Speech<"chat">({ locale: "pt-BR", texts: textsIn("pt-BR").chat, zone });
const texts = new Speech<"files">({ locale: "pt-BR", texts: textsIn("pt-BR").files, zone });
const ana: User = { id: 1, name: "Ana", role: "member" };

let made = 0;

function file(changes: Partial<SharedFile> = {}): SharedFile {
  const id = (++made).toString(16).padStart(32, "0");
  return { id, name: "ata.pdf", size: 1_258_291, type: "application/pdf", ...changes };
}

function picture(changes: Partial<SharedFile> = {}): SharedFile {
  return file({ name: "quadro.jpg", type: "image/jpeg", width: 3_000, height: 2_000, ...changes });
}

function shown(...files: SharedFile[]) {
  return parse(renderToString(<MessageFiles {...{ files, texts }} />));
}

function parse(html: string) {
  return new DOMParser().parseFromString(`<html><body>${html}</body></html>`, "text/html").body;
}

function message(changes: Partial<Message>): Message {
  return {
    ...{ room: 1, seq: 1, rev: 1, id: "0".repeat(32), author: { id: 2, name: "Bruno" } },
    ...{ kind: "text", body: "", at: "2026-11-20T17:00:00.000Z" },
    ...changes,
  };
}

function rows(messages: Message[], origin?: Message) {
  const laid = layRows(messages, [], { me: ana.id, dates: chat.dates });
  return parse(renderToString(
    <Rows
      {...{ rows: laid, me: ana, slug: "geral", speech: chat }}
      now={Date.parse("2026-11-20T18:00:00.000Z")}
      quoteOf={({ replyTo }) => replyTo === undefined ? undefined : origin}
      filesOf={({ files }) => files && <MessageFiles {...{ files, texts }} />}
    />,
  ));
}

Deno.test("a picture says its size before it comes, leads to itself, and is called by its name", () => {
  const one = picture();
  const link = shown(one).querySelector("a.pic");
  const image = link?.querySelector("img");
  expect(link?.getAttribute("href")).toBe(`/f/${one.id}`);
  expect(image?.getAttribute("src")).toBe(`/f/${one.id}/small`);
  expect([image?.getAttribute("width"), image?.getAttribute("height")]).toEqual(["352", "235"]);
  expect(image?.getAttribute("alt")).toBe("quadro.jpg");
  expect(image?.getAttribute("loading")).toBe("lazy");
});

Deno.test("pictures of every shape have a box that fits the conversation and the finger", () => {
  const boxes = [[1, 1], [30, 20], [20_000, 10], [10, 20_000], [640, 480], [4_000, 6_000]] as const;
  for (const [width, height] of boxes) {
    const image = shown(picture({ width, height })).querySelector("img");
    const box = [image?.getAttribute("width"), image?.getAttribute("height")].map(Number);
    expect(box.every((side) => side >= 48)).toBe(true);
    expect(box[0]).toBeLessThanOrEqual(352);
    expect(box[1]).toBeLessThanOrEqual(320);
  }
});

Deno.test("only a picture smaller than its box is left as small as it is", () => {
  expect(shown(picture({ width: 16, height: 16 })).querySelector(".tiny")).not.toBeNull();
  expect(shown(picture({ width: 16, height: 160 })).querySelector(".tiny")).toBeNull();
});

Deno.test("several pictures stand together, and what is none of them below", () => {
  const body = shown(picture(), file(), picture(), picture());
  expect(body.querySelectorAll(".pics > a.pic").length).toBe(3);
  expect(body.querySelectorAll(".pics .file").length).toBe(0);
  expect(body.querySelector(".pics + .file b")?.textContent).toBe("ata.pdf");
});

Deno.test("a picture of which there are no previews is a file like others", () => {
  const body = shown(file({ name: "enorme.png", type: "image/png" }));
  expect(body.querySelector("img")).toBeNull();
  expect(body.querySelector(".file .ext")?.textContent).toBe("png");
});

Deno.test("a card says name and size, and downloads the file under its name", () => {
  const one = file();
  const card = shown(one).querySelector("a.file");
  expect(card?.getAttribute("href")).toBe(`/f/${one.id}`);
  expect(card?.getAttribute("download")).toBe("ata.pdf");
  expect(card?.querySelector(".sr")?.textContent).toBe("Baixar ata.pdf, 1,2 MB");
  expect(card?.querySelector("small")?.textContent).toBe("1,2 MB");
});

Deno.test("only a short ending stands for an icon", () => {
  const badge = (name: string) => shown(file({ name })).querySelector(".ext");
  expect(badge("plano.final.DOCX")?.textContent).toBe("DOCX");
  for (const name of ["LEIAME", ".bashrc", "foto.longuíssimo", "fim.", "a.b c"]) {
    expect(badge(name)?.textContent).toBe("");
    expect(badge(name)?.querySelector("use")?.getAttribute("href")).toBe("#i-file");
  }
});

Deno.test("sound and film have a player that loads next to nothing, and a way to have them", () => {
  const body = shown(
    file({ name: "samba.mp3", type: "audio/mpeg" }),
    file({ name: "bancada.mp4", type: "video/mp4" }),
  );
  const [audio, video] = [body.querySelector("audio"), body.querySelector("video")];
  expect(audio?.getAttribute("preload")).toBe("none");
  expect(audio?.getAttribute("aria-label")).toBe("samba.mp3");
  expect(video?.getAttribute("preload")).toBe("metadata");
  expect(video?.getAttribute("width")).toBe("352");
  expect([audio, video].every((one) => one?.hasAttribute("controls"))).toBe(true);
  expect(body.querySelectorAll(".plays > a.file").length).toBe(2);
});

Deno.test("what was spoken into the composer is called so, whatever the browser recorded it as", () => {
  for (const type of ["audio/ogg", "video/webm"]) {
    const body = shown(file({ name: "voz-2026-11-20-1403.webm", type }));
    expect(body.querySelector(".file b")?.textContent).toBe("Mensagem de voz");
    expect(body.querySelector("audio")).not.toBeNull();
    expect(body.querySelector("video")).toBeNull();
  }
});

Deno.test("a hostile name is text, apart from what stands beside it", () => {
  const name = `"><img src=x onerror=alert(1)>\u202egnp.exe`;
  for (const one of [file({ name }), picture({ name })]) {
    const body = shown(one);
    expect(body.querySelectorAll("img[src=x], [onerror], [style]").length).toBe(0);
    expect(body.querySelector("bdi")?.textContent).toBe(name);
  }
});

Deno.test("a message tells a screen reader its words, then its files, then what others made of it", () => {
  const reactions = [{ emoji: "👍", n: 2, users: [2, 3] }];
  const [with_, without] = [
    rows([message({ body: "o quadro", files: [picture(), file()], reactions })]),
    rows([message({ files: [picture()] })]),
  ].map((body) => body.querySelector("article")?.getAttribute("aria-label"));
  expect(with_).toMatch(/: o quadro, quadro\.jpg, ata\.pdf, 👍 2$/);
  expect(without).toMatch(/: quadro\.jpg$/);
});

Deno.test("a quote of files alone says their names, with an icon", () => {
  const origin = message({ files: [file({ name: "فاتورة.pdf" })] });
  const quote = rows([message({ seq: 2, body: "vi", replyTo: 1 })], origin).querySelector(".quote");
  expect(quote?.querySelector("span")?.textContent).toBe("فاتورة.pdf");
  expect(quote?.querySelector("use")?.getAttribute("href")).toBe("#i-clip");
});

Deno.test("a deleted message shows no file", () => {
  const body = rows([message({ deleted: true })]);
  expect(body.querySelector(".files")).toBeNull();
  expect(body.querySelector(".gone")).not.toBeNull();
});
