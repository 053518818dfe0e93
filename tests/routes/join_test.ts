import { expect } from "expect";
import { openPages } from "./pages.ts";
import { host, lead, PASSWORD, personNamed, see, signedIn } from "./visit.ts";

Deno.test("Join: the page says how many are here, and nothing of who they are", async () => {
  await using pages = await openPages();
  await signedIn(pages, "Ana");
  const { page } = await see(pages.browser().get("/"));
  expect(page.querySelector(".here")?.textContent).toContain("Ninguém está na conversa agora");
  expect(page.body.textContent).not.toContain("Ana");
  expect(page.querySelector("#codigo")).toBe(null);
});

Deno.test("Join: where the door has a code, it is asked for, and a wrong one is told", async () => {
  await using pages = await openPages({ JOIN_CODE: "lua-42" });
  const ana = pages.browser();
  const { page } = await see(ana.get("/"));
  expect(page.querySelector("label[for=codigo]")?.textContent).toBe("Código de entrada");
  for (const code of ["", "sol-42"]) {
    const wrong = await see(ana.post("/", { name: "Ana", code }));
    expect(wrong.status).toBe(401);
    expect(wrong.page.querySelector("#codigo-erro")?.textContent).toContain("não confere");
    expect(wrong.page.querySelector("#nome")?.getAttribute("value")).toBe("Ana");
    expect(wrong.page.querySelector("#codigo")?.getAttribute("value")).toBe(code);
  }
  expect(await lead(ana, "/", { name: "Ana", code: "LUA 42" })).toBe("/r/geral");
});

Deno.test("Join: an invitation fills the code in; of one with a wrong code nothing is told", async () => {
  await using pages = await openPages({ JOIN_CODE: "lua-42" });
  const { status, page } = await see(pages.browser().get("/convite/lua-42"));
  expect(status).toBe(200);
  expect(page.querySelector("#codigo")?.getAttribute("value")).toBe("lua-42");
  expect(page.querySelector("form")?.getAttribute("action")).toBe("/");
  expect((await pages.browser().get("/convite/sol-42")).status).toBe(200);
  const ana = pages.browser();
  await lead(ana, "/", { name: "Ana", code: "lua-42" });
  expect((await ana.get("/convite/lua-42")).headers.get("location")).toBe("/r/geral");
});

Deno.test("Join: a password leads into one's account; a wrong one is told beside it", async () => {
  await using pages = await openPages();
  await host(pages);
  await signedIn(pages, "Ana");
  for (const name of ["Marina", "Ana", "Ninguém"]) {
    const wrong = await see(pages.browser().post("/", { name, password: "outra coisa" }));
    expect(wrong.status).toBe(401);
    expect(wrong.page.querySelector("#senha-erro")?.textContent).toContain("não confere");
    expect(wrong.page.querySelector("details")?.hasAttribute("open")).toBe(true);
    expect(wrong.page.querySelector("#senha")?.hasAttribute("value")).toBe(false);
  }
  const elsewhere = pages.browser();
  expect(await lead(elsewhere, "/", { name: "Marina", password: PASSWORD })).toBe("/r/geral");
});

Deno.test("Join: on a computer of everybody's the cookie goes with the browser", async () => {
  await using pages = await openPages();
  const cookieOf = async (fields: Record<string, string>) =>
    (await pages.browser().post("/", fields)).headers.getSetCookie()
      .find((line) => line.startsWith("conexao=")) ?? "";
  expect(await cookieOf({ name: "Ana" })).toContain("Max-Age=");
  expect(await cookieOf({ name: "Bruno", shared: "1" })).toMatch(/^conexao=(?!.*Max-Age)/);
});

Deno.test("Knock: whoever asks waits, is let in by a moderator, and is in then", async () => {
  await using pages = await openPages({ KNOCK: "on" });
  const marina = await host(pages);
  const ana = pages.browser();
  expect(await lead(ana, "/", { name: "Ana" })).toBe("/espera");
  const waiting = (await see(ana.get("/espera"))).page;
  expect(waiting.querySelector("meta[http-equiv=refresh]")?.getAttribute("content")).toBe("5");
  expect(waiting.querySelector("main bdi")?.textContent).toBe("Ana");
  const { page } = await see(marina.get("/anfitriao"));
  expect(page.querySelector("#porta bdi")?.textContent).toBe("Ana");
  expect(page.querySelector(".rail [href='/anfitriao']")?.textContent).toContain("1 à espera");
  const knock = page.querySelector("#porta [name=knock]")?.getAttribute("value") ?? "";
  await lead(marina, "/anfitriao", { do: "letin", knock });
  expect((await ana.get("/espera")).headers.get("location")).toBe("/r/geral");
  expect((await ana.get("/r/geral")).status).toBe(200);
  const again = await see(marina.post("/anfitriao", { do: "letin", knock }));
  expect(again.status).toBe(404);
  expect(again.page.querySelector("#porta .err")?.textContent).toContain("não espera mais");
});

Deno.test("Knock: whoever is turned away is told; who never asked is told another thing", async () => {
  await using pages = await openPages({ KNOCK: "on" });
  const marina = await host(pages);
  const ana = pages.browser();
  await lead(ana, "/", { name: "Ana" });
  const { page } = await see(marina.get("/anfitriao"));
  const knock = page.querySelector("#porta [name=knock]")?.getAttribute("value") ?? "";
  await lead(marina, "/anfitriao", { do: "turnaway", knock });
  const refused = (await see(ana.get("/espera"))).page;
  expect(refused.querySelector("h1")?.textContent).toBe("A porta não se abriu");
  expect(refused.querySelector("meta[http-equiv=refresh]")).toBe(null);
  const stranger = (await see(pages.browser().get("/espera"))).page;
  expect(stranger.querySelector("h1")?.textContent).toBe("A espera acabou");
});

Deno.test("Link: looking at it changes nothing, the button signs in, and then it is dead", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const made = (await see(ana.post("/ajustes/aparelho", { do: "make" }))).page;
  const url = made.querySelector(".addr")?.textContent ?? "";
  expect(url).toMatch(/^http:\/\/sala\.lan:8550\/entrar\//);
  expect(made.querySelector(".qr svg")?.getAttribute("aria-label")).toContain(url);
  const { pathname } = new URL(url);
  const phone = pages.browser();
  for (let times = 0; times < 2; times++) {
    const { status, page } = await see(phone.get(pathname));
    expect(status).toBe(200);
    expect(page.querySelector("main bdi")?.textContent).toBe("Ana");
    expect(page.querySelector("main")?.textContent).toContain("sala.lan:8550");
  }
  expect(await lead(phone, pathname, {})).toBe("/r/geral");
  expect((await phone.get("/r/geral")).status).toBe(200);
  for (const answer of [await phone.get(pathname), await pages.browser().post(pathname, {})]) {
    const { status, page } = await see(answer);
    expect(status).toBe(404);
    expect(page.querySelector("h1")?.textContent).toBe("Este link não vale mais");
  }
});

Deno.test("Link: a host's link makes no other device's, and the other way round", async () => {
  await using pages = await openPages();
  const { url } = await pages.services.links.makeHost("http://sala.lan:8550");
  const token = new URL(url).pathname.split("/").at(-1) ?? "";
  expect((await pages.browser().get(`/anfitriao/${token}`)).status).toBe(200);
  expect((await pages.browser().get(`/entrar/${token}`)).status).toBe(404);
  expect((await pages.browser().post(`/entrar/${token}`, {})).status).toBe(404);
  expect((await pages.browser().get(`/anfitriao/${token}`)).status).toBe(200);
});

Deno.test("Link: whoever is here already becomes host by it, with a password of their own", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const { url } = await pages.services.links.makeHost("http://sala.lan:8550");
  const { pathname } = new URL(url);
  const weak = await see(ana.post(pathname, { password: "curta" }));
  expect(weak.status).toBe(422);
  expect(weak.page.querySelector("#senha-erro")?.textContent).toContain("de 8 a 256");
  expect(await lead(ana, pathname, { password: PASSWORD })).toBe("/anfitriao");
  expect((await personNamed(pages, "Ana")).role).toBe("host");
  expect((await ana.get("/anfitriao")).status).toBe(200);
});

Deno.test("Join: whoever is not in yet chooses a language, which this browser keeps", async () => {
  await using pages = await openPages();
  const ana = pages.browser();
  const { page } = await see(ana.get("/convite/lua"));
  const offered = [...page.querySelectorAll(".languages button")].map((one) => one.textContent);
  expect(offered).toEqual(["English", "Español"]);
  expect(await lead(ana, "/idioma", { locale: "en", de: "/convite/lua" })).toBe("/convite/lua");
  const html = (await see(ana.get("/"))).page.querySelector("html");
  expect(html?.getAttribute("lang")).toBe("en");
  expect(await lead(ana, "/idioma", { locale: "tlh", de: "//evil.example" })).toBe("/");
  expect((await see(ana.get("/"))).page.querySelector("html")?.getAttribute("lang")).toBe("pt-BR");
});
