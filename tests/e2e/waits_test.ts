import { expect } from "expect";
import type { Page } from "playwright-core";
import { startBrowser } from "../support/browser.ts";
import { AloneSite } from "../support/sites.ts";

/** Holds what the page asks for at an address until it is let go. */
async function held(page: Page, url: RegExp) {
  const [asked, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let n = 0;
  await page.route(url, async (route) => {
    n++;
    asked.resolve();
    await go.promise;
    await route.continue().catch(() => {});
  });
  return {
    asked: asked.promise,
    times: () => n,
    go: () => go.resolve(),
    over: () => page.unroute(url),
  };
}

Deno.test("what is waited for shows itself where it was asked for", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser({ hosts: ["sala.lan"] });
  const url = site.url.replace("127.0.0.1", "sala.lan").replace("localhost", "sala.lan");
  const visitor = await browser.visitor();
  const { page } = visitor;
  const busy = page.locator("[aria-busy=true]");

  await t.step("a name is sent once, however often the button is pressed", async () => {
    await page.goto(url);
    await page.getByLabel("Como você se chama?").fill("Ana");
    const way = await held(page, /\/$/);
    const enter = page.getByRole("button", { name: "Entrar", exact: true });
    await enter.click({ noWaitAfter: true });
    await page.locator("button[aria-busy=true]").waitFor();
    await enter.click({ noWaitAfter: true });
    await page.getByText("Um momento…").waitFor({ state: "attached" });
    way.go();
    await page.waitForURL(`${url}/r/geral`);
    expect(way.times()).toBe(1);
    await way.over();
  });

  await t.step(
    "a search is on its way: rows announce themselves, and Esc takes it back",
    async () => {
      await page.goto(`${url}/busca`);
      const way = await held(page, /\/busca\?/);
      await page.getByRole("searchbox").fill("bolo");
      await page.keyboard.press("Enter");
      await page.locator("form button[aria-busy=true]").waitFor();
      expect(await page.locator(".to-come").isVisible()).toBe(true);
      await page.keyboard.press("Escape");
      expect(await busy.count()).toBe(0);
      expect(await page.locator(".to-come").isVisible()).toBe(false);
      way.go();
      await way.over();
    },
  );

  await t.step("a page that is come back to waits for nothing", async () => {
    await page.goto(`${url}/busca?q=bolo`);
    await page.locator(".found").waitFor();
    const way = await held(page, /\/salas/);
    const link = page.locator("a[href='/salas']").first();
    await link.click({ noWaitAfter: true });
    await way.asked;
    way.go();
    await page.waitForURL(/\/salas/);
    await page.goBack();
    await page.locator(".found").waitFor();
    expect(await busy.count()).toBe(0);
    await way.over();
  });

  await t.step("an export tells how far it is, can be left, and is kept", async () => {
    await page.goto(`${url}/salas`);
    await page.getByLabel("Nome").fill("cozinha");
    await page.getByRole("button", { name: "Criar sala" }).click();
    await page.waitForURL(/\/r\/cozinha/);
    await page.goto(`${url}/r/cozinha/exportar`);
    const way = await held(page, /formato=txt/);
    const take = page.getByRole("link", { name: "Baixar: Texto simples" });
    const bar = page.locator(".taking-bar");
    await take.click();
    await bar.getByText("Preparando o arquivo").waitFor();
    await bar.getByRole("button", { name: "Cancelar" }).click();
    await bar.waitFor({ state: "detached" });
    way.go();
    await way.over();
    const file = page.waitForEvent("download");
    await take.click();
    expect((await file).suggestedFilename()).toMatch(/^cozinha-\d{4}-\d\d-\d\d\.txt$/);
    await bar.getByText(/^Pronto: cozinha-/).waitFor();
    expect(page.url()).toBe(`${url}/r/cozinha/exportar`);
  });

  expect(visitor.complaints).toEqual([]);
});
