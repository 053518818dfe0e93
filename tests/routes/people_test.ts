import { expect } from "expect";
import { LIMITS } from "@/lib/chat/limits.ts";
import { parsePersonName } from "@/lib/chat/name.ts";
import { openPages, type Pages } from "./pages.ts";
import { createRoom, lead, personNamed, room, say, see, signedIn } from "./visit.ts";

async function idOfPerson(pages: Pages, name: string): Promise<string> {
  return String((await personNamed(pages, name)).id);
}

Deno.test("Members: who is in the room, what they are, and no more for strangers", async () => {
  await using pages = await openPages();
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  const members = [(await personNamed(pages, "Bruno")).id];
  const { slug } = await createRoom(pages, "Ana", { name: "segredo", kind: "private", members });
  const { page } = await see(bruno.get(`/r/${slug}/pessoas`));
  const names = [...page.querySelectorAll("#membros .name")].map((one) => one.textContent);
  expect(names).toEqual(["Ana", "Bruno"]);
  expect(page.querySelector("#membros li .pin")?.textContent).toBe("Dono da sala");
  expect(page.querySelectorAll("#membros [value=remove], #membros [value=own]").length).toBe(0);
  expect((await see(ana.get(`/r/${slug}/pessoas`))).page.querySelector("[value=remove]")).not
    .toBe(null);
  await signedIn(pages, "Clara");
  const clara = await signedIn(pages, "Davi");
  for (const below of ["", "/pessoas", "/ajustes", "/1", "/1/opcoes"]) {
    expect((await clara.get(`/r/${slug}${below}`)).status).toBe(404);
  }
});

Deno.test("Members: somebody is invited, made owner, removed, and brought back by an undo", async () => {
  await using pages = await openPages();
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  const { slug } = await createRoom(pages, "Ana", { name: "segredo", kind: "private" });
  const user = await idOfPerson(pages, "Bruno");
  const here = `/r/${slug}/pessoas`;
  expect((await see(ana.get(here))).page.querySelector("#convidar bdi")?.textContent).toBe("Bruno");
  expect(await lead(ana, here, { do: "invite", user })).toBe(`${here}?feito=invited`);
  expect((await bruno.get(`/r/${slug}`)).status).toBe(200);
  await lead(ana, here, { do: "own", user });
  await lead(ana, here, { do: "disown", user });
  const removed = await lead(ana, here, { do: "remove", user });
  expect((await bruno.get(`/r/${slug}`)).status).toBe(404);
  const undo = (await see(ana.get(removed))).page.querySelector(".flash form")?.getAttribute(
    "action",
  );
  await lead(ana, undo ?? "", { de: here });
  expect((await bruno.get(`/r/${slug}`)).status).toBe(200);
});

Deno.test("Members: a member cannot put anybody out, and is told so", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const bruno = await signedIn(pages, "Bruno");
  await createRoom(pages, "Ana", { name: "cozinha" });
  await lead(bruno, "/r/cozinha", { join: "1" });
  const user = await idOfPerson(pages, "Ana");
  const { status, page } = await see(bruno.post("/r/cozinha/pessoas", { do: "remove", user }));
  expect(status).toBe(403);
  expect(page.querySelector("#membros .err")?.textContent).toContain("não pode tirar");
  expect((await ana.get("/r/cozinha")).status).toBe(200);
  const own = await see(ana.post("/r/cozinha/pessoas", { do: "disown", user }));
  expect(own.status).toBe(409);
  expect(own.page.querySelector("#membros .err")?.textContent).toContain("sem dono");
});

Deno.test("Direct: nobody to talk to is told, with one thing to do", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const { page } = await see(ana.get("/conversar"));
  expect(page.querySelector(".blank h2")?.textContent).toContain("Ainda não há ninguém");
  expect(page.querySelector(".blank a")?.getAttribute("href")).toBe("/salas");
});

Deno.test("Direct: with one, with two, and the same people have one room", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  for (const name of ["Bruno", "Clara"]) await signedIn(pages, name);
  const [bruno, clara] = [await idOfPerson(pages, "Bruno"), await idOfPerson(pages, "Clara")];
  const two = await lead(ana, "/conversar", { do: "start", user: bruno });
  expect((await room(ana, two)).querySelector("h1 bdi")?.textContent).toBe("Bruno");
  expect(await lead(ana, "/conversar", { do: "start", user: bruno })).toBe(two);
  const all: [string, string][] = [["do", "start"], ["user", bruno], ["user", clara]];
  const three = await lead(ana, "/conversar", all);
  expect(three).not.toBe(two);
  expect((await room(ana, three)).querySelector("h1")?.textContent).toBe("Bruno, Clara");
  expect((await room(ana, three)).querySelector("textarea")?.getAttribute("aria-label"))
    .toBe("Escreva para Bruno, Clara");
  const settings = (await see(ana.get(`${two}/ajustes`))).page;
  expect(settings.querySelector("[value=leave], [value=about], [value=archive]")).toBe(null);
});

Deno.test("Direct: searching keeps who was chosen; nobody and too many are refused", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  for (const name of ["Bruno", "Clara"]) await signedIn(pages, name);
  const bruno = await idOfPerson(pages, "Bruno");
  const { page } = await see(ana.get(`/conversar?q=cla&user=${bruno}`));
  const shown = [...page.querySelectorAll("main .people .name")].map((one) => one.textContent);
  expect(shown).toEqual(["Bruno", "Clara"]);
  expect(page.querySelector("main .people input[checked]")?.getAttribute("value")).toBe(bruno);
  const none = await see(ana.post("/conversar", { do: "start" }));
  expect(none.status).toBe(422);
  expect(none.page.querySelector(".err")?.textContent).toContain(`no máximo ${LIMITS.direct - 1}`);
  const many = Array.from({ length: LIMITS.direct }, (_, n) => ["user", String(n + 2)]);
  const fields = [["do", "start"], ...many] as [string, string][];
  expect((await ana.post("/conversar", fields)).status).toBe(422);
  expect((await ana.post("/conversar", { do: "start", user: "9999" })).status).toBe(404);
});

Deno.test("Message: its page says who has read it, and lets its author change and delete it", async () => {
  await using pages = await openPages();
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  await say(ana, "bom dia");
  await lead(bruno, "/r/geral", { read: "1" });
  const { page } = await see(ana.get("/r/geral/1/opcoes"));
  expect(page.querySelector("#lida .name")?.textContent).toBe("Bruno");
  expect(page.querySelector("#texto")?.textContent).toBe("bom dia");
  expect(page.querySelector("[value=report]")).toBe(null);
  expect(await lead(ana, "/r/geral/1/opcoes", { do: "edit", body: "boa tarde" })).toContain(
    "edited",
  );
  expect((await room(bruno)).querySelector(".txt")?.textContent).toContain("boa tarde");
  const edited = (await see(bruno.get("/r/geral/1/opcoes"))).page;
  expect([...edited.querySelectorAll("#edicoes .txt")].map((text) => text.textContent))
    .toEqual(["bom dia"]);
  const blank = await see(ana.post("/r/geral/1/opcoes", { do: "edit", body: " " }));
  expect(blank.status).toBe(422);
  expect(blank.page.querySelector("#texto-erro")).not.toBe(null);
  expect(await lead(ana, "/r/geral/1/opcoes", { do: "delete" })).toBe("/r/geral");
  const gone = (await see(bruno.get("/r/geral/1/opcoes"))).page;
  expect(gone.querySelector(".gone")).not.toBe(null);
  expect(gone.querySelector("[value=edit], [value=report], #edicoes")).toBe(null);
});

Deno.test("Message: of others it can be reported, reacted to and marked unread, not changed", async () => {
  await using pages = await openPages();
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  for (const text of ["um", "dois"]) await say(ana, text);
  await lead(bruno, "/r/geral", { read: "2" });
  expect((await room(bruno)).querySelector(".fresh")).toBe(null);
  const { page } = await see(bruno.get("/r/geral/1/opcoes"));
  expect(page.querySelector("[value=edit], main [value=delete]")).toBe(null);
  for (const deed of ["edit", "delete"]) {
    expect((await bruno.post("/r/geral/1/opcoes", { do: deed, body: "meu" })).status).toBe(403);
  }
  expect(await lead(bruno, "/r/geral/1/opcoes", { do: "report", reason: "não é aqui" })).toContain(
    "reported",
  );
  await lead(bruno, "/r/geral/1/opcoes", { do: "react", emoji: "👍" });
  const reacted = (await see(bruno.get("/r/geral/1/opcoes"))).page;
  expect(reacted.querySelector("#reagir .chosen")?.getAttribute("value")).toBe("unreact");
  await lead(bruno, "/r/geral/1/opcoes", { do: "unreact", emoji: "👍" });
  expect((await bruno.post("/r/geral/1/opcoes", { do: "react", emoji: "não" })).status).toBe(422);
  expect(await lead(bruno, "/r/geral/1/opcoes", { do: "toggle", on: "👍" })).toBe("/r/geral/1");
  const pressed = (await room(bruno)).querySelector(".reacts [aria-pressed=true]");
  expect([pressed?.getAttribute("name"), pressed?.getAttribute("value")]).toEqual(["off", "👍"]);
  await lead(bruno, "/r/geral/1/opcoes", { do: "toggle", off: "👍" });
  expect((await room(bruno)).querySelector(".reacts")).toBe(null);
  expect((await bruno.post("/r/geral/1/opcoes", { do: "toggle" })).status).toBe(422);
  await lead(bruno, "/r/geral/1/opcoes", { do: "unread" });
  expect((await room(bruno)).querySelector(".fresh")?.textContent).toBe("2 novas mensagens");
});

Deno.test("Message: one that is not there, and a number that is none, are not found", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await say(ana, "oi");
  expect((await ana.get("/r/geral/1/opcoes")).status).toBe(200);
  for (const seq of ["2", "0", "x", "1e3", "-1"]) {
    expect((await ana.get(`/r/geral/${seq}/opcoes`)).status).toBe(404);
  }
  expect((await ana.post("/r/geral/1/opcoes", { do: "explode" })).status).toBe(400);
});

Deno.test("Members: whoever was removed from an open room is told how to come back", async () => {
  await using pages = await openPages();
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  const { id } = await createRoom(pages, "Ana", { name: "cozinha" });
  await lead(bruno, "/r/cozinha", { join: "1" });
  const user = await idOfPerson(pages, "Bruno");
  await lead(ana, "/r/cozinha/pessoas", { do: "remove", user });
  const there = await see(bruno.post("/r/cozinha", { join: "1" }));
  const list = await see(bruno.post("/salas", { do: "join", room: String(id) }));
  for (const { status, page } of [there, list]) {
    expect(status).toBe(403);
    expect(page.querySelector("main .err")?.textContent).toContain("peça um convite");
  }
  await lead(ana, "/r/cozinha/pessoas", { do: "invite", user });
  expect((await room(bruno, "/r/cozinha")).querySelector("textarea")).not.toBe(null);
});

Deno.test("Members: of many the first hundred are shown, and the way to the others", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const { people } = pages.services.store;
  for (let n = 100; n < 205; n++) {
    const session = {
      tokenHash: crypto.getRandomValues(new Uint8Array(32)),
      ...{ ttlSeconds: 60, device: "", address: "192.168.0.9" },
    };
    const name = parsePersonName(`Pessoa ${n}`);
    await people.signUp(name, session, { join: "geral", role: "member" });
  }
  const { page } = await see(ana.get("/r/geral/pessoas"));
  expect(page.querySelectorAll("#membros li").length).toBe(100);
  const more = page.querySelector("#membros a.btn")?.getAttribute("href") ?? "";
  const rest = (await see(ana.get(more))).page;
  expect(rest.querySelectorAll("#membros li").length).toBe(6);
  expect(rest.querySelector("#membros a.btn")).toBe(null);
  const odd = (await see(ana.get("/r/geral/pessoas?after=-1"))).page;
  expect(odd.querySelectorAll("#membros li").length).toBe(100);
});
