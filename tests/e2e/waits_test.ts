import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("what is waited for shows itself where it was asked for", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser({ hosts: ["sala.lan"] });
  const url = `http://sala.lan:${site.instance.port}`;
  const visitor = await browser.visitor();
  const { page } = visitor;

  await t.step("a name is sent once, however fast the button is pressed", async () => {
    const sent: string[] = [];
    page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
    await page.goto(url);
    await page.getByLabel("Como você se chama?").fill("Ana");
    await page.getByRole("button", { name: "Entrar", exact: true }).dblclick();
    await page.waitForURL(`${url}/r/geral`);
    expect(sent.filter((one) => one === `${url}/`)).toEqual([`${url}/`]);
  });

  await t.step("a page that is come back to waits for nothing", async () => {
    await page.goto(`${url}/busca?q=bolo`);
    await page.locator(".found").waitFor();
    await page.locator("a[href='/salas']").first().click();
    await page.waitForURL(/\/salas/);
    await page.goBack();
    await page.locator(".found").waitFor();
    expect(await page.locator("[aria-busy=true]").count()).toBe(0);
  });

  await t.step("an export tells how far it is, can be left, and is kept", async () => {
    await page.goto(`${url}/salas`);
    await page.locator("form [name=name]").fill("cozinha");
    await page.getByRole("button", { name: "Criar sala" }).click();
    await page.waitForURL(/\/r\/cozinha/);
    await page.goto(`${url}/r/cozinha/exportar`);
    const go = Promise.withResolvers<void>();
    await page.route(/formato=txt/, async (route) => {
      await go.promise;
      await route.abort().catch(() => {});
    });
    const take = page.getByRole("link", { name: "Baixar: Texto simples" });
    const bar = page.locator(".taking-bar");
    await take.click();
    await bar.getByText("Preparando o arquivo").waitFor();
    await bar.getByRole("button", { name: "Cancelar" }).click();
    await bar.waitFor({ state: "detached" });
    go.resolve();
    await page.unroute(/formato=txt/);
    const file = page.waitForEvent("download");
    await take.click();
    expect((await file).suggestedFilename()).toMatch(/^cozinha-\d{4}-\d\d-\d\d\.txt$/);
    await bar.getByText(/^Pronto: cozinha-/).waitFor();
    expect(page.url()).toBe(`${url}/r/cozinha/exportar`);
  });

  expect(visitor.complaints).toEqual([]);
});
