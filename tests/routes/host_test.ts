import { expect } from "expect";
import { openPages, type Pages } from "./pages.ts";
import {
  hasLine,
  host,
  lead,
  PASSWORD,
  personNamed,
  room,
  say,
  see,
  signedIn,
  unconfirmed,
} from "./visit.ts";

async function idOfPerson(pages: Pages, name: string): Promise<string> {
  return String((await personNamed(pages, name)).id);
}

Deno.test("Host's page: only for those who moderate", async () => {
  await using pages = await openPages();
  const marina = await host(pages);
  const ana = await signedIn(pages, "Ana");
  expect((await marina.get("/anfitriao")).status).toBe(200);
  expect((await ana.get("/anfitriao")).status).toBe(403);
  expect((await pages.browser().get("/anfitriao")).headers.get("location")).toBe("/");
  const user = await idOfPerson(pages, "Marina");
  for (const deed of ["mute", "ban", "role", "release", "newcode", "letin", "close"]) {
    const { status } = await ana.post("/anfitriao", { do: deed, user, seconds: "600" });
    expect(status).toBe(403);
  }
  expect((await room(ana)).querySelector(".rail [href='/anfitriao']")).toBe(null);
});

Deno.test("Host's page: somebody is muted, which can be undone for ten seconds", async () => {
  await using pages = await openPages();
  const marina = await host(pages);
  const ana = await signedIn(pages, "Ana");
  const user = await idOfPerson(pages, "Ana");
  const there = await lead(marina, "/anfitriao", { do: "mute", user, seconds: "3600", q: "an" });
  expect(there).toMatch(/^\/anfitriao\?q=an&feito=\d+#pessoas$/);
  expect(hasLine(await room(ana))).toBe(false);
  const { page } = await see(marina.get(there.replace("#pessoas", "")));
  expect(page.querySelector("#pessoas .warned")?.textContent).toContain("calada até");
  expect(page.querySelector("#registro li")?.textContent).toContain("calou: Ana1 hora");
  const undo = page.querySelector(".flash form")?.getAttribute("action") ?? "";
  expect(page.querySelector("#registro form")?.getAttribute("action")).toBe(undo);
  await lead(marina, undo, { de: "/anfitriao" });
  expect(hasLine(await room(ana))).toBe(true);
  const again = await see(marina.post(undo, { de: "/anfitriao" }));
  expect(again.status).toBe(404);
  expect(again.page.querySelector("h1")?.textContent).toContain("Passou o tempo");
});

Deno.test("Undo: it leads back to a page of ours, and to nowhere else", async () => {
  await using pages = await openPages();
  const marina = await host(pages);
  await signedIn(pages, "Ana");
  const user = await idOfPerson(pages, "Ana");
  for (const [to, wanted] of [["//evil.example/x", "/"], ["/r/geral?a=1", "/r/geral"]] as const) {
    const there = await lead(marina, "/anfitriao", { do: "mute", user, seconds: "600" });
    const id = /feito=(\d+)/.exec(there)?.[1];
    expect(await lead(marina, `/desfazer/${id}`, { de: to })).toBe(`${wanted}?feito=undone`);
  }
  expect((await marina.get("/desfazer/1")).headers.get("location")).toBe("/");
});

Deno.test("Confirm: what takes the password asks for it, and then goes on by itself", async () => {
  await using pages = await openPages();
  const marina = await host(pages);
  const ana = await signedIn(pages, "Ana");
  const phone = await unconfirmed(pages, marina);
  const user = await idOfPerson(pages, "Ana");
  const ban = { do: "ban", user, seconds: "600", reason: "spam", q: "" };
  const asked = await see(phone.post("/anfitriao", ban));
  expect(asked.status).toBe(403);
  const fields = Object.fromEntries(
    [...asked.page.querySelectorAll("form.form input[type=hidden]")].map((input) =>
      [input.getAttribute("name") ?? "", input.getAttribute("value") ?? ""] as const
    ),
  );
  expect(fields).toEqual({ ...ban, para: "/anfitriao" });
  const wrong = await see(phone.post("/confirmar", { ...fields, confirmar: "errada mesmo" }));
  expect(wrong.status).toBe(401);
  expect(wrong.page.querySelector("#confirmar-erro")?.textContent).toContain("não confere");
  expect(wrong.page.querySelector("[name=reason]")?.getAttribute("value")).toBe("spam");
  expect((await ana.get("/r/geral")).status).toBe(200);
  const right = await phone.post("/confirmar", { ...fields, confirmar: PASSWORD });
  expect(right.status).toBe(307);
  expect(right.headers.get("location")).toBe("/anfitriao");
  // The browser sends the same form again, with the field that nobody reads there.
  await lead(phone, "/anfitriao", { ...fields, confirmar: PASSWORD });
  expect((await ana.get("/r/geral")).headers.get("location")).toBe("/");
});

Deno.test("Confirm: it leads on to our own pages alone", async () => {
  await using pages = await openPages();
  const marina = await host(pages);
  for (
    const [to, wanted] of [
      ["/salas?a=1", "/salas?a=1"],
      ["//evil.example", "/ajustes"],
      ["/\\evil.example", "/ajustes"],
      ["/.//evil.example", "/ajustes"],
      ["https://evil.example", "/ajustes"],
    ] as const
  ) {
    const fields = { para: to, confirmar: PASSWORD };
    expect(await lead(marina, "/confirmar", fields)).toBe(wanted);
    const { page } = await see(marina.get(`/confirmar?para=${encodeURIComponent(to)}`));
    expect(page.querySelector("[name=para]")?.getAttribute("value")).toBe(wanted);
  }
});

Deno.test("Confirm: whoever has no password is led to where one is made", async () => {
  await using pages = await openPages();
  await host(pages);
  const ana = await signedIn(pages, "Ana");
  const { page } = await see(ana.get("/confirmar"));
  expect(page.querySelector("main a.main")?.getAttribute("href")).toBe("/ajustes#senha");
  expect((await ana.post("/confirmar", { confirmar: "qualquer coisa" })).status).toBe(401);
});

Deno.test("Host's page: a moderator needs a password first, and is one then", async () => {
  await using pages = await openPages();
  const marina = await host(pages);
  const ana = await signedIn(pages, "Ana");
  const user = await idOfPerson(pages, "Ana");
  const role = { do: "role", user, role: "moderator" };
  const refused = await see(marina.post("/anfitriao", role));
  expect(refused.status).toBe(409);
  expect(refused.page.querySelector("#pessoas .err")?.textContent).toContain("senha");
  await lead(ana, "/ajustes", { do: "password", password: PASSWORD });
  await lead(marina, "/anfitriao", role);
  const { page } = await see(ana.get("/anfitriao"));
  expect(page.querySelector("#conversa-toda #codigo")?.hasAttribute("disabled")).toBe(true);
  expect(page.querySelector("[value=role], [value=newcode], [value=server]")).toBe(null);
  const peer = await see(
    ana.post("/anfitriao", {
      do: "mute",
      user: await idOfPerson(pages, "Marina"),
      seconds: "600",
    }),
  );
  expect(peer.status).toBe(403);
  expect(peer.page.querySelector("#pessoas .err")?.textContent).toContain("outros moderadores");
});

Deno.test("Host's page: a report shows the message, and ends with it or without", async () => {
  await using pages = await openPages();
  const marina = await host(pages);
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  for (const text of ["feio", "bonito"]) await say(ana, text);
  for (const seq of [1, 2]) {
    await lead(bruno, `/r/geral/${seq}/opcoes`, { do: "report", reason: "x" });
  }
  const { page } = await see(marina.get("/anfitriao"));
  const said = [...page.querySelectorAll("#denuncias .said")].map((one) => one.textContent);
  expect(said).toEqual(["feio", "bonito"]);
  const ids = [...page.querySelectorAll("#denuncias [name=report]")]
    .map((one) => one.getAttribute("value") ?? "");
  await lead(marina, "/anfitriao", { do: "delete", report: ids[0] ?? "" });
  await lead(marina, "/anfitriao", { do: "close", report: ids[1] ?? "" });
  const after = (await see(marina.get("/anfitriao"))).page;
  expect(after.querySelector("#denuncias")?.textContent).toContain("Nenhuma denúncia");
  const room1 = await room(bruno);
  expect(room1.querySelectorAll(".gone").length).toBe(1);
  expect(room1.body.textContent).toContain("bonito");
  expect(room1.body.textContent).not.toContain("feio");
});

Deno.test("Host's page: the door is set, shown as an address, and what is fixed stays", async () => {
  await using pages = await openPages({ KNOCK: "off" });
  const marina = await host(pages);
  const seen = async () => (await see(marina.get("/anfitriao"))).page;
  expect((await seen()).querySelector(".qr")).toBe(null);
  expect((await seen()).querySelector("#servidor-knock")?.hasAttribute("disabled")).toBe(true);
  await lead(marina, "/anfitriao", { do: "newcode" });
  const made = await seen();
  const code = made.querySelector("#codigo")?.getAttribute("value") ?? "";
  expect(made.querySelector("#conversa-toda .addr")?.textContent)
    .toBe(`http://sala.lan:8550/convite/${code}`);
  await lead(marina, "/anfitriao", { do: "server", joinShowsPeople: "1", newcomers: "guest" });
  const set = await seen();
  expect(set.querySelector("#servidor-joinShowsPeople")?.hasAttribute("checked")).toBe(true);
  expect(set.querySelector("#servidor-guestsDirect")?.hasAttribute("checked")).toBe(false);
  expect(set.querySelector("#registro li")?.textContent).toContain("Quem chega é");
  const short = await see(marina.post("/anfitriao", { do: "code", joinCode: "a" }));
  expect(short.status).toBe(422);
  expect(short.page.querySelector("#codigo-erro")?.textContent).toContain("não serve");
  await lead(marina, "/anfitriao", { do: "nocode" });
  expect((await seen()).querySelector(".qr")).toBe(null);
});

Deno.test("Host's page: a name that never wrote is freed; one that wrote is not", async () => {
  await using pages = await openPages();
  const marina = await host(pages);
  const ana = await signedIn(pages, "Ana");
  await signedIn(pages, "Bruno");
  await say(ana, "oi");
  const kept = await see(
    marina.post("/anfitriao", { do: "release", user: await idOfPerson(pages, "Ana") }),
  );
  expect(kept.status).toBe(409);
  expect(kept.page.querySelector("#pessoas .err")?.textContent).toContain("já escreveu");
  await lead(marina, "/anfitriao", { do: "release", user: await idOfPerson(pages, "Bruno") });
  const { page } = await see(marina.get("/anfitriao?q=bruno"));
  expect(page.querySelector("#pessoas")?.textContent).toContain("Ninguém com esse nome");
});

Deno.test("Host's page: limits of files are written as people do, and no limit is an empty field", async () => {
  await using pages = await openPages();
  const marina = await host(pages);
  const fieldsOf = async (answer: Promise<Response>) => {
    const { page } = await see(answer);
    const text = page.querySelector("#conversa-toda")?.textContent;
    const value = (name: string) =>
      page.querySelector(`#arquivos-${name}`)?.getAttribute("value") ?? "";
    const values = ["fileSize", "filesPerPerson", "filesTotal", "diskFree"].map(value);
    return { page, text, values };
  };
  const first = await fieldsOf(marina.get("/anfitriao"));
  expect(first.values).toEqual(["2 GB", "10 GB", "", "1 GB"]);
  expect(first.text).toMatch(/Guardados agora: 0 bytes?\. Livres no disco: \d/);
  const limits = { fileSize: "1,5 GB", filesPerPerson: "", filesTotal: "500MB", diskFree: "0" };
  const there = await lead(marina, "/anfitriao", { do: "files", ...limits });
  expect(there).toBe("/anfitriao?feito=saved#arquivos");
  const set = await fieldsOf(marina.get("/anfitriao"));
  expect(set.values).toEqual(["1,5 GB", "", "500 MB", ""]);
  expect(set.page.querySelector("#registro li")?.textContent).toContain(
    "Tamanho de um arquivo: 1,5 GB",
  );
  const wrong = await fieldsOf(
    marina.post("/anfitriao", { do: "files", ...limits, filesTotal: "muito", fileSize: "7 MB" }),
  );
  expect(wrong.page.querySelector("#arquivos-filesTotal-erro")?.textContent).toContain("não serve");
  expect(wrong.values).toEqual(["7 MB", "", "muito", "0"]);
  const none = await fieldsOf(marina.post("/anfitriao", { do: "files", fileSize: "" }));
  expect(none.page.querySelector("#arquivos-fileSize-erro")?.textContent).toContain("não serve");
  expect((await pages.services.settings.now()).fileSize).toBe(1.5 * 2 ** 30);
});

Deno.test("Host's page: what the environment fixes of files is shown, and the rest is still set", async () => {
  await using pages = await openPages({ FILE_SIZE: "500MB" });
  const marina = await host(pages);
  const { page } = await see(marina.get("/anfitriao"));
  const field = page.querySelector("#arquivos-fileSize");
  expect(field?.getAttribute("value")).toBe("500 MB");
  expect(field?.hasAttribute("disabled")).toBe(true);
  expect(page.querySelector("#arquivos-fileSize-dica")?.textContent).toContain("fixado");
  await lead(marina, "/anfitriao", { do: "files", filesTotal: "3 GB" });
  const { fileSize, filesTotal } = await pages.services.settings.now();
  expect([fileSize, filesTotal]).toEqual([500 * 2 ** 20, 3 * 2 ** 30]);
  const { status } = await see(marina.post("/anfitriao", { do: "files", fileSize: "1 GB" }));
  expect(status).toBe(409);
});
