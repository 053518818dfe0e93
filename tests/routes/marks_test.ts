import { expect } from "expect";
import { LIMITS } from "@/lib/chat/limits.ts";
import { newId } from "../support/new_id.ts";
import { openPages, type Pages } from "./pages.ts";
import {
  createRoom,
  firstRoom,
  lead,
  personNamed,
  room,
  say,
  see,
  signedIn,
  textsOf,
} from "./visit.ts";

/** Somebody's message in geral, and its `seq`. */
async function posted(pages: Pages, name: string, body: string, replyTo?: number) {
  const author = await personNamed(pages, name);
  const { id } = await firstRoom(pages, name);
  const { seq } = await pages.services.chat.post(author, { id: newId(), room: id, body, replyTo });
  return seq;
}

Deno.test("a message is put aside, found among one's own, and taken away", async () => {
  await using pages = await openPages();
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  const seq = await posted(pages, "Bruno", "a senha da **rede**");
  expect((await room(ana, "/guardadas")).body.textContent).toContain("Nada guardado ainda");
  const acts = `/r/geral/${seq}/opcoes`;
  expect(await lead(ana, acts, { do: "save" })).toBe(`${acts}?feito=saved#guardar`);
  expect((await room(ana, `${acts}?feito=saved`)).body.textContent).toContain("Só você a vê");
  const list = await room(ana, "/guardadas");
  const hit = list.querySelector(".hit a");
  expect(hit?.textContent).toBe("a senha da rede");
  expect(hit?.getAttribute("href")).toBe(`/r/geral/${seq}`);
  expect((await room(bruno, "/guardadas")).querySelector(".hit")).toBeNull();
  const geral = await firstRoom(pages, "Ana");
  const fields = { do: "unsave", room: String(geral.id), seq: String(seq) };
  expect(await lead(ana, "/guardadas", fields)).toBe("/guardadas");
  expect((await room(ana, "/guardadas")).querySelector(".hit")).toBeNull();
});

Deno.test("what calls somebody is in their list, and in nobody else's", async () => {
  await using pages = await openPages();
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  expect((await room(ana, "/mencoes")).body.textContent).toContain("@Ana");
  const seq = await posted(pages, "Bruno", "@Ana, você vem?");
  const hit = (await room(ana, "/mencoes")).querySelector(".hit a");
  expect(hit?.getAttribute("href")).toBe(`/r/geral/${seq}`);
  expect((await room(bruno, "/mencoes")).querySelector(".hit")).toBeNull();
});

Deno.test("a long list goes on where it was left, and back to its beginning", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await signedIn(pages, "Bruno");
  for (let n = 1; n <= 45; n++) await posted(pages, "Bruno", `@Ana ${n}`);
  const first = await room(ana, "/mencoes");
  const older = first.querySelector(".acts a")?.getAttribute("href") ?? "";
  expect(older).toMatch(/^\/mencoes\?antes=\d+$/);
  const rest = await room(ana, older);
  const texts = [first, rest].flatMap((page) => [...page.querySelectorAll(".hit a")])
    .map((one) => one.textContent);
  expect(texts).toEqual(Array.from({ length: 45 }, (_, n) => `@Ana ${45 - n}`));
  expect(rest.querySelector(".acts a")?.getAttribute("href")).toBe("/mencoes");
});

Deno.test("a pin is the whole room's, and any member may take it off", async () => {
  await using pages = await openPages();
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  const seq = await posted(pages, "Ana", "reunião às 15h");
  expect((await room(bruno, "/r/geral/fixadas")).body.textContent).toContain("Nada fixado ainda");
  expect(await lead(ana, `/r/geral/${seq}/opcoes`, { do: "pin" })).toContain("feito=pinned");
  const pins = await room(bruno, "/r/geral/fixadas");
  expect(pins.querySelector(".hit a")?.textContent).toBe("reunião às 15h");
  const off = { do: "unpin", seq: String(seq) };
  expect(await lead(bruno, "/r/geral/fixadas", off)).toBe("/r/geral/fixadas");
  expect((await room(ana, "/r/geral/fixadas")).querySelector(".hit")).toBeNull();
});

Deno.test("one pin too many is refused, and the page says why", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const author = await personNamed(pages, "Ana");
  const geral = await firstRoom(pages, "Ana");
  for (let n = 0; n < LIMITS.pins; n++) {
    const seq = await posted(pages, "Ana", `aviso ${n}`);
    await pages.services.chat.pin(author, { id: newId(), room: geral.id, seq, on: true });
  }
  const seq = await posted(pages, "Ana", "mais um");
  const { status, page } = await see(ana.post(`/r/geral/${seq}/opcoes`, { do: "pin" }));
  expect(status).toBe(413);
  expect(page.querySelector("#guardar")?.textContent).toContain("já tem 50 fixadas");
});

Deno.test("a message is passed on to another room as a quote with its author's name", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await signedIn(pages, "Bruno");
  const cozinha = await createRoom(pages, "Ana", { name: "cozinha" });
  const seq = await posted(pages, "Bruno", "o café acabou");
  const fields = { do: "forward", to: String(cozinha.id) };
  expect(await lead(ana, `/r/geral/${seq}/opcoes`, fields)).toContain("feito=forwarded");
  const quote = (await room(ana, "/r/cozinha")).querySelector(".msg .txt blockquote");
  expect(quote?.textContent).toContain("Bruno");
  expect(quote?.textContent).toContain("o café acabou");
  const wrong = await see(ana.post(`/r/geral/${seq}/opcoes`, { do: "forward", to: "999" }));
  expect(wrong.status).toBe(404);
});

Deno.test("a thread has its origin, its replies, and a line to reply in", async () => {
  await using pages = await openPages();
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  const seq = await posted(pages, "Ana", "quem traz o bolo?");
  await say(bruno, "isto não é resposta");
  const here = `/r/geral/${seq}/respostas`;
  expect((await room(bruno, here)).body.textContent).toContain("Ninguém respondeu ainda.");
  const empty = await see(bruno.post(here, { do: "reply", id: newId(), body: " " }));
  expect(empty.status).toBe(422);
  const id = newId();
  for (let n = 0; n < 2; n++) await lead(bruno, here, { do: "reply", id, body: "eu trago" });
  expect(textsOf(await room(ana, here))).toEqual(["quem traz o bolo?", "eu trago"]);
});

Deno.test("what a message said before is on its page, the latest first", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const seq = await posted(pages, "Ana", "às 14h");
  const acts = `/r/geral/${seq}/opcoes`;
  expect((await room(ana, acts)).querySelector("#edicoes")).toBeNull();
  for (const body of ["às 15h", "às 16h"]) await lead(ana, acts, { do: "edit", body });
  const old = [...(await room(ana, acts)).querySelectorAll("#edicoes .txt")];
  expect(old.map((one) => one.textContent)).toEqual(["às 15h", "às 14h"]);
});

Deno.test("of a room that is not theirs people see no pins, no thread and no message", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await signedIn(pages, "Bruno");
  const secret = await createRoom(pages, "Bruno", { name: "segredo", kind: "private" });
  const bruno = await personNamed(pages, "Bruno");
  const deed = { id: newId(), room: secret.id, body: "ninguém sabe, @Ana" };
  const { seq } = await pages.services.chat.post(bruno, deed);
  for (const below of ["fixadas", `${seq}/respostas`, `${seq}/opcoes`]) {
    const { status, page } = await see(ana.get(`/r/segredo/${below}`));
    expect(status).toBe(404);
    expect(page.body.textContent).not.toContain("ninguém sabe");
  }
  expect((await room(ana, "/mencoes")).querySelector(".hit")).toBeNull();
});
