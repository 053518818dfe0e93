import { expect } from "expect";
import { LIMITS } from "@/lib/chat/limits.ts";
import { openPages } from "./pages.ts";
import { lead, PASSWORD, personNamed, room, say, see, signedIn } from "./visit.ts";

const PNG = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
);

function picture(bytes: Uint8Array<ArrayBuffer>): FormData {
  const form = new FormData();
  form.append("picture", new File([bytes], "rosto.png", { type: "image/png" }));
  return form;
}

Deno.test("Settings: another name is everywhere at once; one that is taken is told", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await signedIn(pages, "Bruno");
  await say(ana, "oi");
  const taken = await see(ana.post("/ajustes", { do: "rename", name: "BRUNO" }));
  expect(taken.status).toBe(409);
  expect(taken.page.querySelector("#seu-nome-erro")?.textContent).toContain("Já há alguém");
  expect(taken.page.querySelector("#seu-nome")?.getAttribute("value")).toBe("BRUNO");
  const there = await lead(ana, "/ajustes", { do: "rename", name: "Ana Maria" });
  expect(there).toBe("/ajustes?feito=saved#nome");
  const { page } = await see(ana.get("/ajustes?feito=saved"));
  expect(page.querySelector(".flash")?.textContent).toContain("Guardado");
  expect(page.querySelector(".rail footer bdi")?.textContent).toBe("Ana Maria");
});

Deno.test("Settings: a password is made, and changed by whoever knows it", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const weak = await see(ana.post("/ajustes", { do: "password", password: "curta" }));
  expect(weak.status).toBe(422);
  expect(weak.page.querySelector("#senha-nova-erro")?.textContent).toContain("de 8 a 256");
  await lead(ana, "/ajustes", { do: "password", password: PASSWORD });
  const change = { do: "password", password: "outra bem comprida" };
  for (const current of ["errada", undefined]) {
    const wrong = await see(
      ana.post("/ajustes", { ...change, ...current === undefined ? {} : { current } }),
    );
    expect([401, 422]).toContain(wrong.status);
    expect(wrong.page.querySelector("#senha-atual-erro")?.textContent).toContain("não confere");
  }
  const phone = pages.browser();
  await lead(phone, "/", { name: "Ana", password: PASSWORD });
  await lead(ana, "/ajustes", { ...change, current: PASSWORD });
  expect((await ana.get("/ajustes")).status).toBe(200);
  expect((await phone.get("/ajustes")).headers.get("location")).toBe("/");
});

Deno.test("Settings: hue and picture are a person's face, and nothing else is a picture", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await lead(ana, "/ajustes", { do: "hue", hue: "17" });
  const face = async () => (await room(ana)).querySelector(".rail footer .face");
  expect((await face())?.getAttribute("data-hue")).toBe("17");
  for (const hue of ["24", "-1", "x"]) {
    expect((await ana.post("/ajustes", { do: "hue", hue })).status).toBe(422);
  }
  await lead(ana, "/ajustes", picture(PNG));
  const { id, picture: number } = await personNamed(pages, "Ana");
  expect((await face())?.querySelector("img")?.getAttribute("src"))
    .toBe(`/api/v1/people/${id}/picture?n=${number}`);
  const cases: [FormData, number, string][] = [
    [picture(new TextEncoder().encode("<svg onload=alert(1)>")), 422, "não é uma imagem"],
    [picture(new Uint8Array(LIMITS.picture + 1)), 413, "passa de 64 KiB"],
    [picture(new Uint8Array(LIMITS.picture * 3)), 413, "passa de 64 KiB"],
    [new FormData(), 422, "Escolha um arquivo"],
  ];
  for (const [form, wanted, text] of cases) {
    const { status, page } = await see(ana.post("/ajustes", form));
    expect(status).toBe(wanted);
    expect(page.querySelector("#rosto .err")?.textContent).toContain(text);
  }
  expect((await face())?.querySelector("img")).not.toBe(null);
  await lead(ana, "/ajustes", { do: "nopicture" });
  expect((await face())?.querySelector("img")).toBe(null);
});

Deno.test("Settings: language and theme are the account's, on every device", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await lead(ana, "/ajustes", { do: "password", password: PASSWORD });
  await lead(ana, "/ajustes", { do: "view", locale: "en", theme: "dark" });
  const phone = pages.browser();
  await lead(phone, "/", { name: "Ana", password: PASSWORD });
  for (const browser of [ana, phone]) {
    const html = (await see(browser.get("/ajustes"))).page.querySelector("html");
    expect(html?.getAttribute("lang")).toBe("en");
    expect(html?.getAttribute("data-theme")).toBe("dark");
  }
  await ana.post("/sair", {});
  const left = (await see(ana.get("/"))).page.querySelector("html");
  expect(left?.getAttribute("lang")).toBe("en");
  await lead(phone, "/ajustes", { do: "view", locale: "", theme: "system" });
  const back = (await see(phone.get("/ajustes"))).page.querySelector("html");
  expect(back?.getAttribute("lang")).toBe("pt-BR");
  expect(back?.hasAttribute("data-theme")).toBe(false);
});

Deno.test("Settings: notices and privacy hold what was ticked", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const ticked = async () => {
    const { page } = await see(ana.get("/ajustes"));
    return ["avisar", "leitura", "visto", "escrevendo"].map((id) =>
      page.querySelector(`#${id}`)?.hasAttribute("checked")
    );
  };
  expect(await ticked()).toEqual([true, false, false, true]);
  await lead(ana, "/ajustes", { do: "notify" });
  await lead(ana, "/ajustes", { do: "privacy", readsPrivate: "1", seenShown: "1" });
  expect(await ticked()).toEqual([false, true, true, false]);
  await lead(ana, "/ajustes", { do: "notify", notify: "1" });
  await lead(ana, "/ajustes", { do: "privacy", typing: "1" });
  expect(await ticked()).toEqual([true, false, false, true]);
});

Deno.test("Devices: a new one is told on every page, known by a button, ended by another", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await lead(ana, "/ajustes", { do: "password", password: PASSWORD });
  expect((await room(ana)).querySelector(".conv > .banner")).toBe(null);
  const phone = pages.browser();
  await lead(phone, "/", { name: "Ana", password: PASSWORD });
  expect((await room(ana)).querySelector(".conv > .banner")?.textContent).toContain(
    "outro aparelho",
  );
  const { page } = await see(ana.get("/ajustes"));
  expect(page.querySelectorAll("#aparelhos .people li").length).toBe(2);
  expect(page.querySelector("#aparelhos .warn")?.textContent).toBe("novo");
  await lead(ana, "/ajustes", { do: "seen" });
  expect((await room(ana)).querySelector(".conv > .banner")).toBe(null);
  const session = page.querySelector("#aparelhos [name=session]")?.getAttribute("value") ?? "";
  await lead(ana, "/ajustes", { do: "end", session });
  expect((await phone.get("/ajustes")).headers.get("location")).toBe("/");
  expect((await ana.get("/ajustes")).status).toBe(200);
  expect((await ana.post("/ajustes", { do: "end", session })).status).toBe(404);
});

Deno.test("Devices: all others are ended at once", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await lead(ana, "/ajustes", { do: "password", password: PASSWORD });
  const phone = pages.browser();
  await lead(phone, "/", { name: "Ana", password: PASSWORD });
  expect((await phone.get("/ajustes")).status).toBe(200);
  await lead(ana, "/ajustes", { do: "others" });
  expect((await phone.get("/ajustes")).status).toBe(303);
  expect((await see(ana.get("/ajustes"))).page.querySelector("#aparelhos .hint")?.textContent)
    .toBe("Só este aparelho.");
});

Deno.test("Account: it is deleted by its name or its password, and what it wrote stays", async () => {
  await using pages = await openPages();
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  await say(ana, "fica");
  const wrong = await see(ana.post("/ajustes", { do: "erase", proof: "Bruno" }));
  expect(wrong.status).toBe(422);
  expect(wrong.page.querySelector("#apagar-prova-erro")?.textContent).toContain("Nada foi apagado");
  await lead(ana, "/ajustes", { do: "password", password: PASSWORD });
  expect((await ana.post("/ajustes", { do: "erase", proof: "Ana" })).status).toBe(401);
  expect((await ana.get("/ajustes")).status).toBe(200);
  expect(await lead(ana, "/ajustes", { do: "erase", proof: PASSWORD })).toBe("/");
  expect((await ana.get("/r/geral")).status).toBe(303);
  const page = await room(bruno);
  expect(page.querySelector(".txt")?.textContent).toBe("fica");
  expect(page.querySelector(".by .name")?.textContent).toBe("pessoa removida");
});
