import { expect } from "expect";
import type { Page } from "playwright-core";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const SCREENS = ["/r/geral", "/salas", "/r/geral/pessoas", "/ajustes", "/r/geral/ajustes", "/nada"];

Deno.test("the pages serve those who see, move and point otherwise", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser({ hosts: ["sala.lan"] });
  const url = site.url.replace("127.0.0.1", "sala.lan");
  const [bruno] = await Promise.all(
    ["Bruno", "Clara"].map((name) => Person.named(name, site.url)),
  );
  const viewport = { width: 1_280, height: 800 };
  const ana = await Chatter.join(browser, url, "Ana", { viewport });
  const { page } = ana;
  const geral = await bruno!.room();
  await bruno!.post(geral.id, "@Ana a bancada 4 no final?");
  await ana.sees("a bancada 4 no final?");

  await t.step("the list of rooms folds away at once, and the next page has it so", async () => {
    const fold = page.getByRole("button", { name: /^Salas/ });
    const rail = page.getByRole("navigation", { name: "Salas" });
    await page.evaluate(() => Object.assign(globalThis, { same: true }));
    await fold.click();
    await rail.waitFor({ state: "hidden" });
    expect(await fold.getAttribute("aria-expanded")).toBe("false");
    expect(await page.evaluate(() => "same" in globalThis)).toBe(true);
    await page.goto(`${url}/salas`);
    expect(await rail.isVisible()).toBe(false);
    await fold.press("Enter");
    await rail.waitFor();
    await page.goto(`${url}/r/geral`);
    expect(await rail.isVisible()).toBe(true);
  });

  await t.step("the first tab stop leads past it", async () => {
    await page.goto(`${url}/salas`);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Ir para a conversa" });
    await skip.waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("main")?.id)).toBe("conversa");
  });

  await t.step("a menu opens, goes by arrows, and gives the focus back", async () => {
    await page.goto(`${url}/r/geral/pessoas`);
    const button = page.getByRole("button", { name: "O que fazer com Bruno" });
    const talk = page.getByRole("button", { name: "Conversar" });
    // The arrows come with the script, and the page tells nobody when that is.
    await button.focus();
    await page.waitForFunction(() => {
      const key = new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true });
      document.activeElement?.dispatchEvent(key);
      return document.querySelector(":popover-open") !== null;
    });
    await page.waitForFunction(() => document.activeElement?.textContent === "Conversar");
    await page.keyboard.press("End");
    expect(await talk.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press("Escape");
    await talk.waitFor({ state: "hidden" });
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
    await button.click();
    await page.mouse.click(700, 700);
    await talk.waitFor({ state: "hidden" });
  });

  await t.step("where colours are forced, what tells something is still drawn", async () => {
    await page.emulateMedia({ forcedColors: "active" });
    await page.goto(`${url}/r/geral/pessoas`);
    const paper = await colourOf(page, "body", "backgroundColor");
    const here = page.locator("#membros .dot:not(.off)").first();
    await here.waitFor();
    expect(await here.evaluate((dot) => getComputedStyle(dot).backgroundColor)).not.toBe(paper);
    await page.goto(`${url}/r/geral`);
    const bar = await page.locator(".to-me").evaluate((row) => {
      const { borderInlineStartWidth, borderInlineStartStyle } = getComputedStyle(row, "::before");
      return `${borderInlineStartWidth} ${borderInlineStartStyle}`;
    });
    expect(bar).toBe("3px solid");
    expect(await outlineOf(page, '.rail [aria-current="page"]')).toContain("solid");
    await page.emulateMedia({ forcedColors: "none" });
  });

  await t.step("where nothing is to move, what is over still ends", async () => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(`${url}/salas`);
    const name = await page.evaluate(() => {
      const flash = document.createElement("div");
      flash.className = "flash brief";
      document.querySelector("main")?.prepend(flash);
      const [over] = flash.getAnimations();
      over?.finish();
      return `${getComputedStyle(flash).visibility}`;
    });
    expect(name).toBe("hidden");
    await page.emulateMedia({ reducedMotion: "no-preference" });
  });

  await t.step("with letters twice as large nothing leaves a phone's screen", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const path of SCREENS) {
      await page.goto(url + path);
      await page.evaluate(() => document.documentElement.style.fontSize = "200%");
      expect([path, await outside(page)]).toEqual([path, []]);
    }
  });
  ana.expectPeace();
});

Deno.test("the style guide is in no build", async () => {
  await using site = await AloneSite.open();
  expect((await fetch(`${site.url}/estilo`).then(drained)).status).toBe(404);
  expect((await fetch(`${site.url}/styles/estilo.css`).then(drained)).status).toBe(404);
});

async function drained(response: Response): Promise<Response> {
  await response.body?.cancel();
  return response;
}

async function colourOf(page: Page, selector: string, name: "backgroundColor"): Promise<string> {
  return await page.locator(selector).evaluate((one, name) => getComputedStyle(one)[name], name);
}

async function outlineOf(page: Page, selector: string): Promise<string> {
  return await page.locator(selector).first().evaluate((one) => getComputedStyle(one).outlineStyle);
}

/** What can be pressed and is not wholly on the screen, but in what scrolls sideways by itself. */
async function outside(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll("main :is(a, button, input, h1, h2)")].filter((one) => {
      const { left, right, width } = one.getBoundingClientRect();
      const scrolls = one.closest(".sr, .prefs > nav, .tabs, [popover], .tools");
      return width > 1 && !scrolls && (left < -1 || right > innerWidth + 1);
    }).map((one) => `${one.tagName} ${one.textContent || one.getAttribute("aria-label") || one.id}`)
  );
}
