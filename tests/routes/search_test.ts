import { expect } from "expect";
import { eventually } from "../support/eventually.ts";
import { type Browser, openPages, type Pages } from "./pages.ts";
import { createRoom, personNamed, say, see, type Seen, signedIn } from "./visit.ts";

/** What a search page shows, once the index has caught up: `n` hits. */
async function find(browser: Browser, query: string, n: number): Promise<Seen> {
  return await eventually(async () => {
    const { page } = await see(browser.get(`/busca?${query}`));
    return hitsOn(page).length === n ? page : undefined;
  });
}

/** The snippets on a page of hits. */
function hitsOn(page: Seen): (string | null)[] {
  return [...page.querySelectorAll(".hit > a")].map((one) => one.textContent);
}

function textAt(page: Seen, selector: string): string | undefined {
  return page.querySelector(selector)?.textContent?.trim();
}

/** A private room of Bruno's with one message in it. */
async function secretOf(pages: Pages, bruno: Browser): Promise<void> {
  const { slug } = await createRoom(pages, "Bruno", { name: "Segredo", kind: "private" });
  await say(bruno, "o bolo secreto", `/r/${slug}`);
}

Deno.test("Search: words without their accents find messages, and lead to their place", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const bruno = await signedIn(pages, "Bruno");
  await say(bruno, "Amanhã tem AÇÃO na cozinha");
  await say(bruno, "nada de mais");
  const page = await find(ana, "q=acao", 1);
  expect(hitsOn(page)).toEqual(["Amanhã tem AÇÃO na cozinha"]);
  expect(textAt(page, ".hit mark")).toBe("AÇÃO");
  expect(textAt(page, ".hit .name")).toBe("Bruno");
  expect(textAt(page, ".found [role=status]")).toBe("1 mensagem");
  expect(page.querySelector(".hit > a")?.getAttribute("href")).toMatch(/^\/r\/geral\/\d+$/);
});

Deno.test("Search: filters are chips, and each can be taken away", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const bruno = await signedIn(pages, "Bruno");
  await say(ana, "bolo da Ana");
  await say(bruno, "bolo do Bruno");
  const page = await find(ana, "q=bolo+de%3Abruno+em%3Ageral", 1);
  expect(hitsOn(page)).toEqual(["bolo do Bruno"]);
  expect(page.querySelector("input[type=search]")?.getAttribute("value")).toBe("bolo");
  const chips = [...page.querySelectorAll(".filter")];
  expect(chips.map((chip) => chip.textContent)).toEqual(["de: bruno", "em: geral"]);
  const without = chips[0]?.getAttribute("href") ?? "";
  expect(without).toBe("/busca?q=bolo&f=em%3Ageral");
  const all = (await see(ana.get(without))).page;
  expect(hitsOn(all)).toEqual(["bolo do Bruno", "bolo da Ana"]);
  // The form keeps the filters that are there.
  expect([...page.querySelectorAll("search [type=hidden]")].map((one) => one.getAttribute("value")))
    .toEqual(["de:bruno", "em:geral"]);
});

Deno.test("Search: whoever comes from a room is asked for words first", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await say(ana, "bolo");
  const room = (await see(ana.get("/r/geral"))).page;
  const way = room.querySelector(".top [rel=search]")?.getAttribute("href") ?? "";
  expect(way).toBe("/busca?em=geral");
  const { page } = await see(ana.get(way));
  expect(textAt(page, ".filter")).toBe("em: geral");
  expect(page.querySelector("details")?.hasAttribute("open")).toBe(true);
  expect(page.querySelector(".found")).toBe(null);
  expect(page.querySelector(".top a[href='/r/geral']")).not.toBe(null);
});

Deno.test("Search: many hits come page by page, none twice", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  for (let n = 1; n <= 30; n++) await say(ana, `bolo ${n}`);
  const first = await find(ana, "q=bolo", 25);
  await eventually(async () => (hitsOn((await see(ana.get("/busca?q=30"))).page)).length === 1);
  const again = await find(ana, "q=bolo", 25);
  expect(textAt(again, ".found [role=status]")).toBe("Mais de 25 mensagens");
  const more = [...again.querySelectorAll(".acts a")].at(-1)?.getAttribute("href") ?? "";
  const second = (await see(ana.get(more))).page;
  const seen = [...hitsOn(again), ...hitsOn(second)];
  expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => `bolo ${30 - index}`));
  expect(second.querySelector(".acts a")?.getAttribute("href")).toBe("/busca?q=bolo");
  expect(first.querySelectorAll(".acts a").length).toBe(1);
});

Deno.test("Search: the best first is another order of the same hits", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await say(ana, "bolo");
  await say(ana, "rebolo");
  const page = await find(ana, "q=bolo&ordem=best", 2);
  expect(hitsOn(page)[0]).toBe("bolo");
  expect(textAt(page, ".found [aria-current=true]")).toBe("Melhores primeiro");
});

Deno.test("Search: what was not understood is said, and stays in the field", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const cases = [
    ["bolo antes:ontem", "Escreva o dia assim: antes:2026-11-01."],
    ["depois:2026-02-30", "Escreva o dia assim: depois:2026-11-01."],
    ["tem:gato", "Depois de tem: vem link, código, arquivo ou imagem."],
    ["-bolo", "Diga também o que procurar, não só o que fica de fora."],
    ["a".repeat(201), "É longo demais. Use no máximo 200 letras e 8 palavras."],
    ["a b c d e f g h i", "É longo demais. Use no máximo 200 letras e 8 palavras."],
  ] as const;
  for (const [text, complaint] of cases) {
    const { status, page } = await see(ana.get(`/busca?${new URLSearchParams({ q: text })}`));
    expect(status).toBe(422);
    expect(textAt(page, "#busca-erro")).toBe(complaint);
    expect(page.querySelector("input[type=search]")?.getAttribute("value")).toBe(text);
  }
});

Deno.test("Search: nothing found, and names that nobody has, are told apart", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const nothing = (await see(ana.get("/busca?q=pudim"))).page;
  expect(textAt(nothing, ".found [role=status]")).toBe("Nada encontrado");
  expect(nothing.body.textContent).toContain("Tente menos palavras");
  const nobody = (await see(ana.get("/busca?q=bolo+de%3Azulmira+em%3Axadrez"))).page;
  expect(nobody.body.textContent).toContain("Você não conversa com ninguém chamado “zulmira”.");
  expect(nobody.body.textContent).toContain("Você não está em nenhuma sala chamada “xadrez”.");
});

Deno.test("Search: a room that one is not in answers like one that is not there", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const bruno = await signedIn(pages, "Bruno");
  await secretOf(pages, bruno);
  await find(bruno, "q=secreto", 1);
  expect(hitsOn((await see(ana.get("/busca?q=secreto"))).page)).toEqual([]);
  for (const name of ["Segredo", "segredo"]) {
    const there = (await see(ana.get(`/busca?q=bolo+em%3A${name}`))).page;
    const missing = (await see(ana.get("/busca?q=bolo+em%3AXadrez"))).page;
    expect(there.body.textContent?.replaceAll(name, "Xadrez")).toBe(missing.body.textContent);
  }
});

Deno.test("Search: whoever is not signed in is sent to the door", async () => {
  await using pages = await openPages();
  const response = await pages.browser().get("/busca?q=bolo");
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toBe("/");
});

Deno.test("Search: while the store is away the page says so, and leads back to what was asked", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await pages.services.store.close();
  const { status, headers, page } = await see(ana.get("/busca?q=bolo&f=em%3Ageral"));
  expect(status).toBe(503);
  expect(headers.get("content-type")).toContain("text/html");
  expect(textAt(page, "h1")).toBe("A conversa está fora do ar");
  expect(page.querySelector("main a")?.getAttribute("href")).toBe("/busca?q=bolo&f=em%3Ageral");
});

Deno.test("Search: who searches without pause is asked to wait, and loses nothing", async () => {
  await using pages = await openPages({ RATE_LIMITS: "on" });
  const ana = await signedIn(pages, "Ana");
  await personNamed(pages, "Ana");
  const busy = await eventually(async () => {
    const seen = await see(ana.get("/busca?q=bolo"));
    return seen.status === 429 ? seen.page : undefined;
  });
  expect(textAt(busy, "#busca-erro")).toContain("Foram muitas buscas seguidas.");
  expect(busy.querySelector("input[type=search]")?.getAttribute("value")).toBe("bolo");
});
