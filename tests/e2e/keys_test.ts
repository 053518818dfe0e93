import { expect } from "expect";
import type { Locator } from "playwright-core";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { say } from "../support/message_acts.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("Ana goes everywhere by keys alone, over plain HTTP", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser({ hosts: ["sala.lan"] });
  const clara = await Person.named("Clara", site.url);
  const geral = await clara.room();
  for (const name of ["cozinha", "bolo de fubá"]) {
    await clara.ask("/api/v1/rooms", { method: "POST", body: { name, kind: "public" } });
  }
  const cozinha = await clara.room("cozinha");
  const person = await Person.named("Ana", site.url);
  await person.ask(`/api/v1/rooms/${cozinha.id}/members`, { method: "POST", body: {} });
  await say(clara, geral.id, "quem traz o cabo?");
  const url = site.url.replace("127.0.0.1", "sala.lan").replace("localhost", "sala.lan");
  const visitor = await browser.visitor();
  const ana = new Chatter(visitor, url);
  const { page } = ana;
  const [name = "", value = ""] = person.cookie?.split("=") ?? [];
  await visitor.context.addCookies([{ name, value, url }]);
  await page.goto(`${url}/r/geral`);
  await ana.ready();
  const has = (one: Locator) => one.and(page.locator(":focus")).waitFor();
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

  await t.step("Alt and an arrow lead to the room beside, and round", async () => {
    await press("Alt+ArrowDown");
    await page.waitForURL("**/r/cozinha");
    await ana.ready();
    await press("Alt+ArrowDown");
    await page.waitForURL("**/r/geral");
    await ana.ready();
    await say(clara, cozinha.id, "o bolo está pronto");
    await page.getByRole("link", { name: /^cozinha.*1 não lida/ }).waitFor();
    await press("Alt+Shift+ArrowUp");
    await page.waitForURL("**/r/cozinha");
    await ana.ready();
    await page.goBack();
    await ana.ready();
  });

  await t.step("? in a message is a sign, and elsewhere the list of keys", async () => {
    await press("?");
    expect(await ana.composer.inputValue()).toBe("?");
    await ana.composer.fill("");
    await page.getByRole("link", { name: "geral" }).first().focus();
    await press("?");
    const sheet = page.getByRole("dialog", { name: "Atalhos do teclado" });
    await sheet.getByText("Ir para uma sala ou pessoa").waitFor();
    // What is open above the page has the keys.
    await press("Alt+ArrowDown", "Escape");
    await sheet.waitFor({ state: "detached" });
    await has(page.getByRole("link", { name: "geral" }).first());
    expect(new URL(page.url()).pathname).toBe("/r/geral");
  });

  await t.step("Ctrl+F6 goes round the parts of the page, and back", async () => {
    await ana.composer.focus();
    await press("Control+F6");
    await has(page.locator(".rail a[aria-current=page]"));
    await press("Control+F6");
    await page.locator(".top :focus").waitFor();
    await press("Control+F6");
    await page.locator(".log:focus, .log :focus").waitFor();
    await press("Control+F6");
    await has(ana.composer);
    await press("Control+Shift+F6");
    await page.locator(".log:focus, .log :focus").waitFor();
  });

  await t.step(
    "a letter, an accent that waits for one, but no space, lead to the message",
    async () => {
      const link = page.getByRole("link", { name: "Ajustes", exact: true }).first();
      await link.focus();
      await press("o");
      await has(ana.composer);
      expect(await ana.composer.inputValue()).toBe("o");
      await ana.composer.fill("");
      await link.focus();
      await link.evaluate((one) =>
        one.dispatchEvent(new KeyboardEvent("keydown", { key: "Dead", bubbles: true }))
      );
      await has(ana.composer);
      await link.focus();
      await link.evaluate((one) =>
        one.dispatchEvent(new KeyboardEvent("keydown", { key: " ", bubbles: true }))
      );
      await has(link);
    },
  );
  ana.expectPeace();
});
