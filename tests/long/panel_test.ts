import { expect } from "expect";
import type { Locator, Page } from "playwright-core";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { Person } from "../support/person.ts";
import { plainPng } from "../support/small_files.ts";
import { shareFiles } from "../support/share_file.ts";
import { AloneSite } from "../support/sites.ts";

const HOST = "sala.lan";

/** So much was said after what is looked for: it is far from the end. */
const AFTER = 120;

async function focused(one: Locator): Promise<void> {
  await one.and(one.page().locator(":focus")).waitFor();
}

/** The panel with this name, where it stands beside the conversation. */
function beside(page: Page, name: string): Locator {
  return page.getByRole("complementary", { name, exact: true });
}

/** A way to the panel in the room's head. */
function way(page: Page, name: string): Locator {
  return page.locator("main > header").getByRole("link", { name, exact: true });
}

/** Waits until the index has this word. */
async function indexed(person: Person, word: string): Promise<void> {
  await eventually(async () => {
    const { text } = await person.ask(`/api/v1/search?q=${word}`);
    return JSON.parse(text).hits?.length > 0;
  });
}

Deno.test("the panel shows the room beside the conversation, by links that are pages too", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser({ hosts: [HOST] });
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  await bruno.post(geral, "o bolo de cenoura está na cozinha");
  await shareFiles(bruno, geral, { name: "planta.png", bytes: plainPng(40, 30) });
  await shareFiles(bruno, geral, { name: "roteiro.pdf", bytes: new Uint8Array([37, 80, 68, 70]) });
  for (let n = 0; n < AFTER; n++) await bruno.post(geral, `linha ${n}`);
  const ana = await Chatter.join(browser, site.url.replace("127.0.0.1", HOST), "Ana", {
    viewport: { width: 1440, height: 860 },
  });
  const { page } = ana;
  const here = page.url();
  const panels = page.locator(".panel");

  await t.step(
    "without a connection it is told that nothing comes; tried again, it does",
    async () => {
      await page.context().setOffline(true);
      await way(page, "Pessoas da sala").click();
      const retry = page.getByRole("button", { name: "Não deu para carregar. Tentar de novo" });
      await retry.waitFor();
      await page.context().setOffline(false);
      await retry.click();
      await beside(page, "Pessoas").waitFor();
      await page.keyboard.press("Escape");
      await panels.waitFor({ state: "detached" });
    },
  );

  await t.step("the people: who is here now, as they come", async () => {
    await way(page, "Pessoas da sala").click();
    const people = beside(page, "Pessoas");
    await people.getByRole("heading", { name: "Fora 1" }).waitFor();
    expect(page.url()).toBe(`${here}#painel=pessoas`);
    expect(await way(page, "Pessoas da sala").getAttribute("aria-expanded")).toBe("true");
    await focused(people.getByRole("group", { name: "Pessoas" }));
    await using _line = await bruno.connect();
    await people.locator("li", { hasText: "Bruno" }).getByText("aqui agora").waitFor();
    await people.getByRole("searchbox").fill("brú");
    await eventually(async () => await people.locator("li").count() === 1);
  });

  await t.step(
    "another part takes its place; the way back closes it, and forward opens it",
    async () => {
      await panels.getByRole("link", { name: "Arquivos" }).click();
      await beside(page, "Arquivos").getByText("roteiro.pdf").waitFor();
      expect(await panels.count()).toBe(1);
      await page.goBack();
      await panels.waitFor({ state: "detached" });
      expect(page.url()).toBe(here);
      await focused(way(page, "Pessoas da sala"));
      await page.goForward();
      await beside(page, "Arquivos").waitFor();
    },
  );

  await t.step("after reloading it is there again, and does not take the focus", async () => {
    await page.reload();
    await ana.ready();
    await beside(page, "Arquivos").getByText("roteiro.pdf").waitFor();
    await focused(ana.composer);
    await page.goBack();
    await panels.waitFor({ state: "detached" });
  });

  await t.step("with a key held down the page opens, elsewhere", async () => {
    const coming = page.context().waitForEvent("page");
    await way(page, "Arquivos").click({ modifiers: ["Control"] });
    const other = await coming;
    await other.waitForURL("**/r/geral/arquivos");
    await other.close();
    expect(await panels.count()).toBe(0);
  });

  await t.step("a search is done while it is typed, and gone through by keys", async () => {
    await indexed(bruno, "cenoura");
    await page.keyboard.press("Control+Shift+F");
    const search = beside(page, "Buscar nesta sala");
    await focused(search.getByRole("searchbox"));
    await page.keyboard.type("CENOUR");
    const hit = search.locator(".hit a");
    await hit.waitFor();
    expect(await search.locator("mark").innerText()).toBe("cenour");
    await page.keyboard.press("ArrowDown");
    await focused(hit);
    await page.keyboard.press("Enter");
    await ana.messages("o bolo de cenoura").and(page.locator(".shown")).waitFor();
    await focused(hit);
    await page.keyboard.press("ArrowUp");
    await focused(search.getByRole("searchbox"));
    await page.waitForURL(/#painel=busca&q=CENOUR$/);
    await page.keyboard.press("Escape");
    await panels.waitFor({ state: "detached" });
  });

  await t.step("what the room is about: a picture opens, a file leads to its message", async () => {
    await page.locator("main h1 a").click();
    const about = beside(page, "Sobre a sala");
    await about.getByRole("link", { name: "planta.png" }).click();
    await page.getByRole("dialog", { name: "Imagens" }).waitFor();
    await page.keyboard.press("Escape");
    await focused(about.getByRole("link", { name: "planta.png" }));
    await about.getByText("Nada fixado ainda.").waitFor();
    await about.getByRole("link", { name: "Ver os arquivos" }).click();
    await beside(page, "Arquivos").getByRole("link", { name: "Ver roteiro.pdf na conversa" })
      .click();
    await ana.log.locator("article.shown", { hasText: "roteiro.pdf" }).waitFor();
  });

  await t.step("where it covers a part of the conversation, that is out of use", async () => {
    await page.setViewportSize({ width: 1000, height: 800 });
    await page.locator(".talk > .log[inert]").waitFor();
    await page.setViewportSize({ width: 700, height: 800 });
    await page.getByRole("main", { name: "Arquivos" }).waitFor();
    await page.setViewportSize({ width: 1440, height: 860 });
    await beside(page, "Arquivos").waitFor();
    expect(await page.locator("[inert]").count()).toBe(0);
  });

  await t.step("without a connection it says so, and comes when that is back", async () => {
    await page.context().setOffline(true);
    await panels.getByRole("link", { name: "Documentos" }).click();
    const retry = panels.getByRole("button", { name: "Tentar de novo" });
    await retry.waitFor();
    await page.context().setOffline(false);
    await retry.click();
    await panels.getByText("roteiro.pdf").waitFor();
  });
  ana.expectPeace();
});

Deno.test("on a telephone a part of the room is a region with a way back", async () => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser({ hosts: [HOST] });
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  await bruno.post(geral, "o bolo de cenoura está na cozinha");
  await indexed(bruno, "cenoura");
  const ana = await Chatter.join(browser, site.url.replace("127.0.0.1", HOST), "Ana", {
    viewport: { width: 360, height: 720 },
    hasTouch: true,
    isMobile: true,
  });
  const { page } = ana;
  await page.locator("main h1 a").tap();
  const about = page.getByRole("main", { name: "Sobre a sala" });
  await about.getByRole("heading", { level: 1 }).waitFor();
  expect(await ana.composer.isVisible()).toBe(false);
  await about.getByRole("button", { name: "Voltar para a conversa" }).tap();
  await about.waitFor({ state: "detached" });
  await focused(page.locator("main h1 a"));
  await way(page, "Buscar nesta sala").tap();
  const search = page.getByRole("main", { name: "Buscar nesta sala" });
  await search.getByRole("searchbox").fill("cenoura");
  await search.locator(".hit a").tap();
  await search.waitFor({ state: "detached" });
  await focused(ana.messages("o bolo de cenoura").and(page.locator(".shown")));
  ana.expectPeace();
});
