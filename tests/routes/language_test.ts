import { expect } from "expect";
import { openPages } from "./pages.ts";
import { host, lead, see, signedIn } from "./visit.ts";

/** The languages that a page offers, each as its button names it. */
function offered({ page }: Awaited<ReturnType<typeof see>>): (string | null)[] {
  return [...page.querySelectorAll("form.languages button")].map((one) => one.getAttribute("lang"));
}

Deno.test("every page of whoever is not signed in lets them choose their language", async () => {
  await using pages = await openPages();
  const { url } = await pages.services.links.makeHost("http://sala.lan:8550");
  const ways = ["/", "/convite/limao", "/espera", "/entrar/nada", "/anfitriao/nada", "/nada/disto"];
  for (const path of [...ways, new URL(url).pathname]) {
    const seen = await see(pages.browser().get(path));
    expect({ path, offered: offered(seen) }).toEqual({ path, offered: ["en", "es"] });
    expect(seen.page.querySelector("html")?.getAttribute("lang")).toBe("pt-BR");
    const back = seen.page.querySelector("form.languages [name=de]")?.getAttribute("value");
    expect(back).toBe(path);
  }
});

Deno.test("a language that was chosen is spoken from then on, by errors too", async () => {
  await using pages = await openPages();
  const guest = pages.browser();
  expect(await lead(guest, "/idioma", { de: "/entrar/nada", locale: "es" })).toBe("/entrar/nada");
  const dead = await see(guest.get("/entrar/nada"));
  expect(dead.page.querySelector("h1")?.textContent).toBe("Este enlace ya no vale");
  expect(offered(dead)).toEqual(["pt-BR", "en"]);
  const missing = await see(guest.get("/nada/disto"));
  expect(missing.status).toBe(404);
  expect(missing.page.querySelector("html")?.getAttribute("lang")).toBe("es");
  expect(missing.page.querySelector("h1")?.textContent).toBe("Esta página no está en esta red");
});

Deno.test("whoever is signed in has their language in their settings, and no switch", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  for (const path of ["/ajustes", "/nada/disto", "/entrar/nada"]) {
    expect(offered(await see(ana.get(path)))).toEqual([]);
  }
});

Deno.test("where a thing takes time it is told in the language of the page", async () => {
  await using pages = await openPages();
  const marina = await host(pages);
  await signedIn(pages, "Bruno");
  const { page } = await see(marina.get("/anfitriao"));
  const terms = [...page.querySelectorAll("select[name=seconds] option")]
    .map((one) => one.textContent);
  expect(terms).toContain("10 minutos");
  expect(terms).toContain("1 semana");
  expect(page.querySelector("[data-relative=true]")?.textContent).toBe("agora");
});
