import { expect } from "expect";
import { DOMParser } from "linkedom";
import { newId } from "../support/new_id.ts";
import { type Browser, openPages, type Pages } from "./pages.ts";
import {
  createRoom,
  host,
  lead,
  PASSWORD,
  personNamed,
  say,
  see,
  signedIn,
  unconfirmed,
} from "./visit.ts";

/** A room of Ana's, in which she and Bruno have talked. */
async function cozinha(pages: Pages): Promise<{ ana: Browser; bruno: Browser; room: number }> {
  const ana = await signedIn(pages, "Ana");
  const bruno = await signedIn(pages, "Bruno");
  const { id: guest } = await personNamed(pages, "Bruno");
  const room = await createRoom(pages, "Ana", {
    name: "Cozinha",
    topic: "almoço",
    members: [guest],
  });
  await say(ana, "bolo **de cenoura**\nou de milho?", "/r/cozinha");
  return { ana, bruno, room: room.id };
}

async function file(browser: Browser, format: string, path = "/r/cozinha"): Promise<string> {
  const response = await browser.get(`${path}/exportar?formato=${format}`);
  const text = await response.text();
  expect([text, response.status]).toEqual([text, 200]);
  return text;
}

Deno.test("Export: an owner finds the way in the settings, and three formats", async () => {
  await using pages = await openPages();
  const { ana, bruno } = await cozinha(pages);
  const settings = (await see(ana.get("/r/cozinha/ajustes"))).page;
  expect(settings.querySelector("#exportar a")?.getAttribute("href")).toBe("/r/cozinha/exportar");
  const { page } = await see(ana.get("/r/cozinha/exportar"));
  expect([...page.querySelectorAll(".people a")].map((one) => one.getAttribute("href"))).toEqual(
    ["html", "txt", "jsonl"].map((format) => `/r/cozinha/exportar?formato=${format}`),
  );
  const theirs = (await see(bruno.get("/r/cozinha/ajustes"))).page;
  expect(theirs.querySelector("#exportar")).toBe(null);
  expect((await bruno.get("/r/cozinha/exportar")).status).toBe(403);
  expect((await bruno.get("/r/cozinha/exportar?formato=txt")).status).toBe(403);
  expect((await ana.get("/r/cozinha/exportar?formato=exe")).status).toBe(422);
});

Deno.test("Export: text has a line a message, with what was done to it", async () => {
  await using pages = await openPages();
  const { ana, room } = await cozinha(pages);
  const { chat } = pages.services;
  const [me, bruno] = [await personNamed(pages, "Ana"), await personNamed(pages, "Bruno")];
  const first = (await chat.history(me.id, room, { limit: 9 })).messages.at(-1)?.seq ?? 0;
  await chat.post(bruno, { id: newId(), room, body: "milho", replyTo: first });
  await chat.react(bruno, { id: newId(), room, seq: first, emoji: "👍", on: true });
  const gone = await chat.post(bruno, { id: newId(), room, body: "esquece" });
  await chat.delete(bruno, { id: newId(), room, seq: gone.seq });
  const changed = await chat.post(bruno, { id: newId(), room, body: "fuba" });
  await chat.edit(bruno, { id: newId(), room, seq: changed.seq, body: "fubá" });
  const lines = (await file(ana, "txt")).split("\n");
  expect(lines.slice(0, 2)).toEqual(["Cozinha", "almoço"]);
  const said = lines.filter((line) => /: |^ {4}/.test(line))
    .map((line) => line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d /, ""));
  expect(said.slice(-7)).toEqual([
    "Ana: bolo **de cenoura**",
    "    ou de milho?",
    "    [👍 1]",
    "Bruno (em resposta a Ana: “bolo de cenoura ou de milho?”): milho",
    "Bruno: (Mensagem apagada)",
    "Bruno (editada): fubá",
    said.at(-1),
  ]);
  expect(said.at(-1)).toMatch(/^Fim: \d+ mensagens$/);
});

Deno.test("Export: what happened in the room is told in words, in every format", async () => {
  await using pages = await openPages();
  const { ana, room } = await cozinha(pages);
  await pages.services.rooms.amend(await personNamed(pages, "Ana"), room, { topic: "jantar" });
  expect(await file(ana, "txt")).toMatch(/^[\d-]+ [\d:]+ \* Ana .*jantar/m);
  const html = await file(ana, "html");
  const page = new DOMParser().parseFromString(html, "text/html");
  expect([...page.querySelectorAll(".sys span")].at(-1)?.textContent).toMatch(/^Ana .*jantar/);
  expect(await file(ana, "jsonl")).toContain('"body":"topic: jantar"');
});

Deno.test("Export: no text can pass for somebody else's line, or command a terminal", async () => {
  await using pages = await openPages();
  const { ana } = await cozinha(pages);
  for (const end of ["\n", "\r", "\u2028", "\v"]) {
    await say(ana, `oi${end}2026-01-01 10:00 Bruno: eu pago\u001b[2J`, "/r/cozinha");
  }
  const text = await file(ana, "txt");
  expect(text).not.toMatch(/^2026-01-01 10:00 Bruno/m);
  expect(text).not.toContain("\u001b");
  expect(text).toContain("    2026-01-01 10:00 Bruno: eu pago␛[2J");
});

Deno.test("Export: JSON Lines have a message a line, as the wire has it, and an end", async () => {
  await using pages = await openPages();
  const { ana, room } = await cozinha(pages);
  const lines = (await file(ana, "jsonl")).trimEnd().split("\n").map((line) => JSON.parse(line));
  const { id } = await personNamed(pages, "Ana");
  const { messages } = await pages.services.chat.history(id, room, { limit: 50 });
  expect(lines.slice(0, -1)).toEqual(messages);
  expect(lines.at(-1)).toMatchObject({ end: { room, messages: messages.length } });
});

Deno.test("Export: the page has markup, days and its own policy", async () => {
  await using pages = await openPages();
  const { ana } = await cozinha(pages);
  const html = await file(ana, "html");
  const page = new DOMParser().parseFromString(html, "text/html");
  expect(page.querySelector("h1")?.textContent).toBe("Cozinha");
  expect(page.querySelector("article strong")?.textContent).toBe("de cenoura");
  expect(page.querySelectorAll("section > h2 time").length).toBe(1);
  expect(page.querySelector("#end")?.textContent).toMatch(/^Fim: \d+ mensage/);
  expect(html).toMatch(
    /<meta http-equiv="content-security-policy" content="default-src (&#39;|')none/,
  );
  expect(html.match(/<script/g)?.length).toBe(1);
  expect(html).not.toMatch(/\b(src|srcset|action)=|@import|url\(/);
});

Deno.test("Export: the file is a download that runs nowhere here", async () => {
  await using pages = await openPages();
  const { ana } = await cozinha(pages);
  const { headers, body } = await ana.get("/r/cozinha/exportar?formato=html");
  await body?.cancel();
  expect(headers.get("content-disposition"))
    .toMatch(/^attachment; filename="cozinha-\d{4}-\d\d-\d\d\.html"; filename\*=UTF-8''cozinha-/);
  expect(headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
  expect(headers.get("cache-control")).toBe("no-store");
});

Deno.test("Export: a host gives the password first", async () => {
  await using pages = await openPages();
  const marina = await host(pages);
  expect((await marina.get("/r/geral/exportar")).status).toBe(200);
  const phone = await unconfirmed(pages, marina);
  for (const path of ["/r/geral/exportar", "/r/geral/exportar?formato=txt"]) {
    const { status, page } = await see(phone.get(path));
    expect(status).toBe(403);
    expect(page.querySelector("#confirmar")).not.toBe(null);
  }
  const fields = { para: "/r/geral/exportar", confirmar: PASSWORD };
  expect(await lead(phone, "/confirmar", fields)).toBe("/r/geral/exportar");
  expect(await file(phone, "txt", "/r/geral")).toContain("Fim:");
});
