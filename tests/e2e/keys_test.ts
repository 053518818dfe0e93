import { expect } from "expect";
import type { Locator } from "playwright-core";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { panelOf, say } from "../support/message_acts.ts";
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

  await t.step("the find field opens the way to any room, person or message", async () => {
    await page.getByRole("link", { name: "Buscar ou ir para…" }).click();
    const dialog = page.getByRole("dialog", { name: "Ir para" });
    const field = dialog.getByRole("combobox", { name: "Sala, pessoa ou mensagem" });
    await has(field);
    // Where there is something new comes first.
    const chosen = dialog.getByRole("option", { selected: true });
    await chosen.filter({ hasText: "cozinha" }).waitFor();
    await page.keyboard.type("FUBA");
    await chosen.filter({ hasText: "bolo de fubá" }).waitFor();
    expect(await field.getAttribute("aria-activedescendant"))
      .toBe(await chosen.getAttribute("id"));
    await press("Control+k");
    await dialog.waitFor({ state: "detached" });
    await press("Control+k");
    await has(field);
    await page.keyboard.type("cabo");
    await dialog.getByRole("option", { name: /quem traz o cabo\?.*Clara em geral/ }).waitFor();
    await press("End", "Control+End");
    await chosen.filter({ hasText: "Buscar “cabo” em tudo" }).waitFor();
    await press("ArrowUp", "Enter");
    await page.waitForURL(/\/r\/geral\/\d+$/);
    await has(page.locator(".msg.shown"));
    // It is marked for a while, and its bar no longer.
    const marks = await page.locator(".msg.shown").evaluate((row) =>
      [undefined, "::before"].map((part) => {
        const { animationName, animationDuration, animationFillMode } = getComputedStyle(row, part);
        return [animationName, animationDuration, animationFillMode];
      })
    );
    expect(marks).toEqual([["shown", "2.4s", "none"], ["bar", "2.4s", "forwards"]]);
  });

  await t.step("somebody one has not talked with yet is a new conversation", async () => {
    await press("Control+k");
    await has(page.getByRole("combobox"));
    await page.keyboard.type("clar");
    await page.getByRole("option", { name: /^Clara.*conversar$/, selected: true }).waitFor();
    await press("Enter");
    await page.getByRole("textbox", { name: "Escreva para Clara" }).waitFor();
    await ana.ready();
    await press("Control+k");
    await has(page.getByRole("combobox"));
    await page.getByRole("group", { name: "Outros lugares" }).waitFor();
    await page.keyboard.type("guard");
    await page.getByRole("option", { name: "Guardadas", selected: true }).waitFor();
    await press("Enter");
    await page.waitForURL("**/guardadas");
  });
  ana.expectPeace();
});

Deno.test("the log is one stop for the Tab key, and letters do there what Ana may", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser();
  const clara = await Person.named("Clara", site.url);
  const geral = await clara.room();
  for (let n = 0; n < 120; n++) await clara.post(geral.id, `linha ${n}`);
  const person = await Person.named("Ana", site.url);
  const own = await say(person, geral.id, "eu vou");
  const ana = await Chatter.open(browser, person);
  const { page } = ana;
  const row = (text: string) => ana.messages(text).last();
  const has = (one: Locator) => one.and(page.locator(":focus")).waitFor();
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  await t.step("Tab goes into the message that has the focus, and comes back", async () => {
    await press("Shift+Tab", "Shift+Tab");
    await has(ana.log);
    await press("k");
    await has(row("eu vou"));
    await press("Tab");
    await has(row("eu vou").getByRole("link").first());
    await press("Shift+Tab");
    await has(row("eu vou"));
    await press("Shift+Tab");
    expect(await ana.log.locator(":focus").count()).toBe(0);
    await press("Tab");
    await has(row("eu vou"));
  });

  await t.step(
    "Esc leads from what is in a message to it, and from there to the field",
    async () => {
      await press("Tab");
      await has(row("eu vou").getByRole("link").first());
      await press("Escape");
      await has(row("eu vou"));
      await press("Escape");
      await has(ana.composer);
      await row("eu vou").focus();
    },
  );

  await t.step("at an end a letter is neither a step nor typed", async () => {
    await press("j", "J");
    await has(row("eu vou"));
    expect(await ana.composer.inputValue()).toBe("");
  });

  await t.step("what one may not do with a message no key does", async () => {
    await press("ArrowUp");
    await has(row("linha 119"));
    await press("e", "Delete");
    await has(row("linha 119"));
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await ana.composer.inputValue()).toBe("");
    await press("r");
    await has(ana.composer);
    await page.locator(".composer .bar").waitFor();
    await row("eu vou").focus();
    await press("Escape");
    await page.locator(".composer .bar").waitFor({ state: "detached" });
    await row("eu vou").focus();
    await press("E");
    await has(ana.composer);
    expect(await ana.composer.inputValue()).toBe("eu vou");
    await press("Escape", "Escape");
  });

  await t.step("the menu is one stop, in which one goes by arrows and by letters", async () => {
    await row("eu vou").focus();
    await press("Enter");
    const menu = page.getByRole("menu", { name: "Ações da mensagem" });
    await menu.waitFor();
    await page.getByRole("dialog", { name: /^Ana, / }).waitFor();
    await has(menu.getByRole("menuitem", { name: "Responder" }));
    await press("e");
    await has(menu.getByRole("menuitem", { name: "Editar" }));
    await press("End");
    await has(menu.getByRole("menuitem", { name: "Apagar" }));
    expect(await menu.locator('[tabindex="0"]').count()).toBe(1);
    await press("Escape");
    await has(row("eu vou"));
  });

  await t.step("who leaves the menu by Tab or by a press beside it is at the message", async () => {
    const menu = page.getByRole("menu", { name: "Ações da mensagem" });
    await press("Enter");
    await menu.waitFor();
    await press("Tab");
    await menu.waitFor({ state: "detached" });
    await has(row("eu vou"));
    await press("Enter");
    await menu.waitFor();
    const field = (await ana.composer.boundingBox())!;
    await page.mouse.click(field.x + field.width / 4, field.y + field.height / 2);
    await menu.waitFor({ state: "detached" });
    await has(row("eu vou"));
  });

  await t.step(
    "in the panel what is typed is an answer, which an input method can finish",
    async () => {
      await row("eu vou").focus();
      await press("t");
      const panel = panelOf(ana);
      const field = panel.getByRole("textbox", { name: "Responder" });
      await panel.getByRole("article", { name: /eu vou/ }).waitFor();
      await panel.getByRole("log").focus();
      await press("s");
      await has(field);
      expect(await field.inputValue()).toBe("s");
      const sent = await field.evaluate((area) => {
        const init = { key: "Enter", keyCode: 229, bubbles: true, cancelable: true };
        return !area.dispatchEvent(new KeyboardEvent("keydown", init));
      });
      expect(sent).toBe(false);
      await field.fill("");
      await press("Escape");
      await panel.waitFor({ state: "detached" });
      // With the next picture, when the conversation is in sight again.
      await has(row("eu vou"));
    },
  );

  await t.step("up from the first that is loaded goes on to what is older", async () => {
    await press("Home");
    const first = await page.evaluate(() =>
      Number(document.activeElement?.getAttribute("data-seq"))
    );
    expect(first).toBeGreaterThan(1);
    expect(first).toBeLessThan(own);
    await press("ArrowUp");
    await has(ana.log.locator(`[data-seq="${first - 1}"]`));
  });

  await t.step("Ctrl+Home is where the room begins, Esc and Ctrl+End where it ends", async () => {
    await press("Control+Home");
    await has(ana.messages("linha 0").first());
    await press("Escape");
    await has(ana.composer);
    await row("eu vou").waitFor();
    await press("Control+Home");
    await has(ana.messages("linha 0").first());
    await press("Control+End");
    await has(row("eu vou"));
  });

  await t.step("what is not sent yet is one of the steps, too", async () => {
    await ana.settled();
    await ana.visitor.context.setOffline(true);
    await ana.write("sem rede");
    await row("sem rede").waitFor();
    await row("eu vou").focus();
    await press("ArrowDown");
    await has(row("sem rede"));
    await press("K");
    await has(row("eu vou"));
    await ana.visitor.context.setOffline(false);
  });
  ana.expectPeace();
});

Deno.test("without a script the keys are told on a page, and the find field leads to the search", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const ana = await Chatter.join(browser, site.url, "Ana", { javaScriptEnabled: false });
  await ana.page.goto(`${site.url}/ajustes`);
  await ana.page.getByRole("link", { name: "Ver os atalhos do teclado" }).click();
  await ana.page.waitForURL("**/ajuda/atalhos");
  await ana.page.getByText("Ir para uma sala ou pessoa").waitFor();
  await ana.page.getByRole("link", { name: "Buscar ou ir para…" }).click();
  await ana.page.waitForURL("**/busca");
});
