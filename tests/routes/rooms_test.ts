import { expect } from "expect";
import { LIMITS } from "@/lib/chat/limits.ts";
import { openPages } from "./pages.ts";
import {
  createRoom,
  firstRoom,
  hasLine,
  lead,
  personNamed,
  room,
  say,
  see,
  signedIn,
} from "./visit.ts";

Deno.test("Rooms: the list has open rooms to join, and none that is private", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await signedIn(pages, "Bruno");
  const cozinha = await createRoom(pages, "Bruno", { name: "cozinha", topic: "almoço" });
  await createRoom(pages, "Bruno", { name: "segredo", kind: "private" });
  const { page } = await see(ana.get("/salas"));
  expect(page.querySelector("#abertas")?.textContent).toContain("cozinha");
  expect(page.querySelector("#abertas")?.textContent).toContain("1 pessoa · almoço");
  expect(page.body.textContent).not.toContain("segredo");
  expect(await lead(ana, "/salas", { do: "join", room: String(cozinha.id) })).toBe("/r/cozinha");
  const after = (await see(ana.get("/salas"))).page;
  expect(after.querySelector("#abertas")?.textContent).toContain("Você já está em todas");
  expect(after.querySelector("#suas")?.textContent).toContain("cozinha");
});

Deno.test("Rooms: a private room cannot be joined by its number", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await signedIn(pages, "Bruno");
  const secret = await createRoom(pages, "Bruno", { name: "segredo", kind: "private" });
  for (const id of [secret.id, 9_999]) {
    const { status, page } = await see(ana.post("/salas", { do: "join", room: String(id) }));
    expect(status).toBe(404);
    expect(page.body.textContent).not.toContain("segredo");
  }
});

Deno.test("Rooms: a room is made by a form, which keeps what cannot be taken", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const fields = { do: "create", name: "cozinha", topic: "almoço", kind: "announcement" };
  expect(await lead(ana, "/salas", fields)).toBe("/r/cozinha");
  const header = (await room(ana, "/r/cozinha")).querySelector(".top p")?.textContent;
  expect(header).toBe("Avisosalmoço");
  const long = "x".repeat(LIMITS.name + 1);
  const wrong = await see(ana.post("/salas", { ...fields, name: long, kind: "private" }));
  expect(wrong.status).toBe(422);
  expect(wrong.page.querySelector("#sala-nome")?.getAttribute("value")).toBe(long);
  expect(wrong.page.querySelector("#sala-nome-erro")?.textContent).toContain("Use de 1 a 40");
  expect(wrong.page.querySelector("#tipo-private")?.hasAttribute("checked")).toBe(true);
  const topic = "x".repeat(LIMITS.topic + 1);
  const second = await see(ana.post("/salas", { ...fields, topic }));
  expect(second.page.querySelector("#sala-assunto-erro")?.textContent).toContain("250");
});

Deno.test("Rooms: an address that a room had leads to where it is", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await createRoom(pages, "Ana", { name: "cozinha" });
  const wish = { do: "about", name: "copa", topic: "" };
  expect(await lead(ana, "/r/cozinha/ajustes", wish)).toBe("/r/copa/ajustes?feito=saved");
  for (const below of ["", "/pessoas", "/ajustes"]) {
    const old = await ana.get(`/r/cozinha${below}`);
    expect(old.status).toBe(303);
    expect(old.headers.get("location")).toBe(`/r/copa${below}`);
  }
  await lead(ana, "/r/copa/ajustes", { ...wish, name: "cozinha" });
  expect((await ana.get("/r/cozinha")).status).toBe(200);
});

Deno.test("Rooms: what is new is marked, told in the list, and read by a button", async () => {
  await using pages = await openPages();
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  await say(ana, "bom dia");
  await say(bruno, "oi @Ana");
  await say(bruno, "tudo bem?");
  const before = await room(ana);
  expect(before.querySelector(".fresh")?.textContent).toBe("2 novas mensagens");
  expect(before.querySelector(".to-me mark")?.textContent).toBe("@Ana");
  const link = async () =>
    (await see(ana.get("/salas"))).page.querySelector(".rail [href='/r/geral']")?.textContent;
  expect(await link()).toBe("geral@1, 1 menção, 2 não lidas");
  const last = before.querySelector(".seen [name=read]")?.getAttribute("value") ?? "";
  await lead(ana, "/r/geral", { read: last });
  const after = await room(ana);
  expect(after.querySelector(".fresh")).toBe(null);
  expect(await link()).toBe("geral");
});

Deno.test("Rooms: who may not write reads why in the place of the form", async () => {
  await using pages = await openPages();
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  await createRoom(pages, "Ana", { name: "avisos", kind: "announcement" });
  await createRoom(pages, "Ana", { name: "cozinha" });
  for (const slug of ["avisos", "cozinha"]) await lead(bruno, `/r/${slug}`, { join: "1" });
  expect(hasLine(await room(bruno, "/r/cozinha"))).toBe(true);
  await lead(ana, "/r/cozinha/ajustes", { do: "lock" });
  for (const [slug, text] of [["avisos", "só os donos"], ["cozinha", "fechada por um tempo"]]) {
    const page = await room(bruno, `/r/${slug}`);
    expect(hasLine(page)).toBe(false);
    expect(page.querySelector(".ask-in")?.textContent).toContain(text);
    expect(hasLine(await room(ana, `/r/${slug}`))).toBe(true);
  }
  const muted = await personNamed(pages, "Bruno");
  const note = { actor: muted.id, action: "mute", target: muted.id } as const;
  await pages.services.store.moderation.mute(muted.id, 600, note);
  pages.services.sessions.changed(muted.id);
  const page = await room(bruno);
  expect(hasLine(page)).toBe(false);
  expect(page.querySelector(".ask-in")?.textContent).toContain("sem poder escrever até hoje");
});

Deno.test("Room settings: pace, lock and level are set, and can be undone at once", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await createRoom(pages, "Ana", { name: "cozinha" });
  const there = await lead(ana, "/r/cozinha/ajustes", { do: "slow", slow: "30" });
  expect(there).toMatch(/^\/r\/cozinha\/ajustes\?feito=\d+$/);
  const { page } = await see(ana.get(there));
  expect(page.querySelector(".flash")?.textContent).toContain("Desfazer");
  expect(page.querySelector("#registro li")?.textContent).toContain("mudou o ritmo da sala");
  expect(page.querySelector("#ritmo-tempo option[selected]")?.getAttribute("value")).toBe("30");
  const form = page.querySelector(".flash form");
  const back = form?.querySelector("[name=de]")?.getAttribute("value") ?? "";
  const undone = await lead(ana, form?.getAttribute("action") ?? "", { de: back });
  expect(undone).toBe("/r/cozinha/ajustes?feito=undone");
  const after = (await see(ana.get(undone))).page;
  expect(after.querySelector(".flash")?.textContent).toContain("Desfeito");
  expect(after.querySelector("#ritmo-tempo option[selected]")?.getAttribute("value")).toBe("0");
  await lead(ana, "/r/cozinha/ajustes", { do: "notify", notify: "nothing" });
  const header = (await room(ana, "/r/cozinha")).querySelector(".top p")?.textContent;
  expect(header).toContain("silenciada");
});

Deno.test("Room settings: the address alone makes nobody believe that something was done", async () => {
  await using pages = await openPages();
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  await createRoom(pages, "Ana", { name: "cozinha" });
  const there = await lead(ana, "/r/cozinha/ajustes", { do: "lock" });
  await lead(bruno, "/r/cozinha", { join: "1" });
  for (
    const path of [there, "/r/cozinha/ajustes?feito=999999", "/r/cozinha/ajustes?feito=%3Cb%3E"]
  ) {
    expect((await see(bruno.get(path))).page.querySelector(".flash")).toBe(null);
  }
  expect((await see(ana.get(there))).page.querySelector(".flash")).not.toBe(null);
});

Deno.test("Room settings: who does not own a room sees it and cannot change it", async () => {
  await using pages = await openPages();
  await signedIn(pages, "Ana");
  const bruno = await signedIn(pages, "Bruno");
  await createRoom(pages, "Ana", { name: "cozinha" });
  await lead(bruno, "/r/cozinha", { join: "1" });
  const { page } = await see(bruno.get("/r/cozinha/ajustes"));
  expect(page.querySelector("#sala-nome")?.hasAttribute("disabled")).toBe(true);
  expect(page.querySelector("#ritmo, #registro, [value=archive], [value=delete]")).toBe(null);
  for (const deed of ["about", "slow", "lock", "archive"]) {
    const fields = { do: deed, name: "copa", topic: "", slow: "10" };
    expect((await bruno.post("/r/cozinha/ajustes", fields)).status).toBe(403);
  }
  const deleting = { do: "delete", confirm: "cozinha" };
  expect((await bruno.post("/r/cozinha/ajustes", deleting)).status).toBe(403);
  expect((await bruno.get("/r/cozinha")).status).toBe(200);
});

Deno.test("Room settings: the last owner is told why they cannot leave, and what to do", async () => {
  await using pages = await openPages();
  const [ana] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  const bruno = await personNamed(pages, "Bruno");
  const input = { name: "segredo", kind: "private" as const, members: [bruno.id] };
  const { slug } = await createRoom(pages, "Ana", input);
  const { status, page } = await see(ana.post(`/r/${slug}/ajustes`, { do: "leave" }));
  expect(status).toBe(409);
  expect(page.querySelector("#fim .err")?.textContent).toContain("último dono");
  expect(page.querySelector("#fim .lnk")?.getAttribute("href")).toBe(`/r/${slug}/pessoas`);
  await lead(ana, `/r/${slug}/pessoas`, { do: "own", user: String(bruno.id) });
  expect(await lead(ana, `/r/${slug}/ajustes`, { do: "leave" })).toBe("/salas");
  expect((await ana.get(`/r/${slug}`)).status).toBe(404);
});

Deno.test("Room settings: put away and opened again; deleted only by its name", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const { id } = await createRoom(pages, "Ana", { name: "cozinha" });
  expect((await see(ana.get("/salas"))).page.querySelector("#arquivadas")).toBe(null);
  await lead(ana, "/r/cozinha/ajustes", { do: "archive" });
  expect((await ana.get("/r/cozinha")).status).toBe(404);
  const { page } = await see(ana.get("/salas"));
  expect(page.querySelector("#arquivadas bdi")?.textContent).toBe("cozinha");
  expect(await lead(ana, "/salas", { do: "reopen", room: String(id) })).toBe("/r/cozinha");
  const wrong = await see(ana.post("/r/cozinha/ajustes", { do: "delete", confirm: "copa" }));
  expect(wrong.status).toBe(422);
  expect(wrong.page.querySelector("#apagar-erro")?.textContent).toContain("Nada foi apagado");
  expect((await ana.get("/r/cozinha")).status).toBe(200);
  await lead(ana, "/r/cozinha/ajustes", { do: "delete", confirm: "cozinha" });
  expect((await ana.get("/r/cozinha")).status).toBe(404);
});

Deno.test("Room settings: the first room can be neither put away nor deleted from its page", async () => {
  await using pages = await openPages();
  await signedIn(pages, "Ana");
  const { kind } = await firstRoom(pages, "Ana");
  expect(kind).toBe("public");
  const ana = await signedIn(pages, "Bruno");
  const { page } = await see(ana.get("/r/geral/ajustes"));
  expect(page.querySelector("[value=archive], [value=delete]")).toBe(null);
});
