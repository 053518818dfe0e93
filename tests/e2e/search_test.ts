import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

/** Waits until the index has this word. */
async function indexed(person: Person, word: string): Promise<void> {
  await eventually(async () => {
    const { text } = await person.ask(`/api/v1/search?q=${encodeURIComponent(word)}`);
    return JSON.parse(text).hits?.length > 0;
  });
}

Deno.test("without JavaScript Clara searches, narrows it down, and opens a hit", async () => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser();
  const ana = await Person.named("Ana", site.url);
  const geral = await ana.room();
  for (let n = 0; n < 60; n++) await ana.post(geral.id, n === 3 ? "a ação começa já" : `m${n}`);
  await ana.post(geral.id, "outra ação, bem depois");
  const clara = await Chatter.join(browser, site.url, "Clara", { javaScriptEnabled: false });
  await indexed(ana, "depois");
  const { page } = clara;
  await page.getByRole("link", { name: "Buscar nesta sala" }).click();
  await page.getByRole("searchbox").fill("acao");
  await page.getByRole("button", { name: "Buscar" }).click();
  expect(await page.locator(".found [role=status]").innerText()).toBe("2 mensagens");
  await page.getByRole("searchbox").fill("acao -depois");
  await page.keyboard.press("Enter");
  await page.locator(".hit").first().waitFor();
  expect(await page.locator(".hit").count()).toBe(1);
  expect(await page.locator(".hit mark").innerText()).toBe("ação");
  expect(await page.locator(".filter").innerText()).toBe("em: geral");
  await page.locator(".filter").click();
  expect(await page.locator(".filter").count()).toBe(0);
  await page.locator(".hit > a").click();
  await page.waitForURL(/\/r\/geral\/\d+$/);
  expect(await page.locator("main").innerText()).toContain("a ação começa já");
  clara.expectPeace();
});

Deno.test("Ctrl+Shift+F opens the search of the room, or of all, from wherever Ana is", async () => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser();
  const ana = await Chatter.join(browser, site.url, "Ana");
  const { page } = ana;
  await ana.composer.pressSequentially("rascunho");
  await page.keyboard.press("Control+Shift+F");
  await page.getByRole("complementary", { name: "Buscar nesta sala" })
    .locator("input:focus").waitFor();
  await page.goto(`${site.url}/salas`);
  await page.waitForFunction(() => document.querySelector("[rel=search]") !== null);
  await eventually(async () => {
    await page.keyboard.press("Control+Shift+F");
    return page.url() === `${site.url}/busca`;
  });
  ana.expectPeace();
});

Deno.test("Ana downloads what was said in her room", async () => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser();
  const person = await Person.named("Ana", site.url);
  const made = await person.ask("/api/v1/rooms", {
    method: "POST",
    body: { name: "Cozinha", kind: "private" },
  });
  const { room } = JSON.parse(made.text);
  await person.post(room.id, "o bolo está pronto");
  const ana = await Chatter.open(browser, person, { slug: room.slug });
  const { page } = ana;
  await page.goto(`${site.url}/r/${room.slug}/ajustes`);
  await page.getByRole("link", { name: "Exportar a conversa" }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Baixar: Texto simples" }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^.+-\d{4}-\d\d-\d\d\.txt$/);
  expect(await Deno.readTextFile(await file.path())).toContain("Ana: o bolo está pronto");
  ana.expectPeace();
});
