import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

/** Elements of the log that were touched since `watchRows`, by what they say. */
const TOUCHED = () => Reflect.get(globalThis, "touched") as string[];

Deno.test("what the page tells of the conversation is so", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser({ hosts: ["sala.lan"] });
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  for (let n = 1; n <= 45; n++) await bruno.post(geral, `linha ${n} do Bruno`);
  const person = await Person.named("Ana", site.url);
  const ana = await Chatter.open(browser, person, { viewport: { width: 800, height: 700 } });
  const { page, log, composer } = ana;
  await ana.settled();
  const place = () => log.evaluate((log) => Math.round(log.scrollTop));
  const unread = async () => (await person.room()).unread;
  const pill = page.getByRole("link", { name: /Ir para o fim|nov/ });

  await t.step("an own message keeps its element when it is stored", async () => {
    await page.evaluate(() => {
      const seen: Element[] = [];
      Reflect.set(globalThis, "first", seen);
      new MutationObserver(() => {
        const row = [...document.querySelectorAll(".talk article")]
          .find((one) => one.textContent?.includes("fica onde está"));
        if (row && seen.length === 0) seen.push(row, row.querySelector(".txt p")!);
      }).observe(document.querySelector(".log")!, { childList: true, subtree: true });
    });
    await ana.write("fica onde está");
    const row = ana.messages("fica onde está").and(page.locator("[data-seq]"));
    await row.waitFor();
    expect(
      await row.evaluate((row) => {
        const seen = Reflect.get(globalThis, "first") as Element[];
        return [seen[0] === row, seen[1] === row.querySelector(".txt p")];
      }),
    ).toEqual([true, true]);
  });

  await t.step("a message that comes draws no other one anew", async () => {
    await page.evaluate(() => {
      const touched: string[] = [];
      Reflect.set(globalThis, "touched", touched);
      new MutationObserver((changes) => {
        for (const { target, addedNodes } of changes) {
          const row = (target instanceof Element ? target : target.parentElement)
            ?.closest("article");
          if (row) touched.push(row.textContent ?? "");
          for (const node of addedNodes) touched.push(node.textContent ?? "");
        }
      }).observe(document.querySelector(".log")!, {
        ...{ childList: true, subtree: true, characterData: true, attributes: true },
        attributeFilter: ["class", "aria-label"],
      });
    });
    await bruno.post(geral, "só esta");
    await ana.sees("só esta");
    const touched = await page.evaluate(TOUCHED);
    expect(touched.filter((text) => !text.includes("só esta"))).toEqual([]);
    expect(touched.length).toBeGreaterThan(0);
  });

  await t.step("the end is within thirty pixels, and no further", async () => {
    await log.evaluate((log) => log.scrollTop = -30);
    await bruno.post(geral, "ainda no fim");
    await ana.sees("ainda no fim");
    expect([await place(), await pill.count()]).toEqual([0, 0]);
    await log.evaluate((log) => log.scrollTop = -31);
    await pill.waitFor();
    await bruno.post(geral, "já não mais");
    await page.getByRole("link", { name: "1 nova mensagem" }).waitFor();
    expect(await place()).toBeLessThanOrEqual(-31);
    await pill.click();
    await pill.waitFor({ state: "detached" });
  });

  await t.step("a field that grows, and a window that turns, leave the end in sight", async () => {
    await composer.fill("uma\nduas\ntrês\nquatro\ncinco");
    await page.waitForFunction(() => document.querySelector("textarea")!.clientHeight > 80);
    expect([await place(), await pill.count()]).toEqual([0, 0]);
    await composer.fill("");
    await page.setViewportSize({ width: 700, height: 500 });
    await page.waitForFunction(() => document.querySelector(".log")!.clientHeight < 480);
    expect([await place(), await pill.count()]).toEqual([0, 0]);
    const last = await ana.messages("já não mais").boundingBox();
    const field = await composer.boundingBox();
    expect(last!.y + last!.height).toBeLessThanOrEqual(field!.y);
    await page.setViewportSize({ width: 800, height: 700 });
  });

  await t.step("what a dialog covers is not read, until the dialog is closed", async () => {
    await eventually(async () => await unread() === 0, { everyMs: 100 });
    await page.evaluate(() => {
      const dialog = document.body.appendChild(document.createElement("dialog"));
      dialog.style.cssText = "inline-size: 100vw; block-size: 100vh; max-inline-size: none";
      dialog.showModal();
    });
    await bruno.post(geral, "dita atrás do diálogo");
    await ana.messages("dita atrás do diálogo").waitFor({ state: "attached" });
    // What is said of it stands for longer than it takes to read it.
    const said = page.locator(".said").getByText("Bruno: dita atrás do diálogo");
    await said.waitFor({ state: "attached" });
    await said.waitFor({ state: "detached" });
    expect(await unread()).toBe(1);
    await page.evaluate(() => document.querySelector<HTMLDialogElement>("dialog[open]")!.close());
    await eventually(async () => await unread() === 0, { everyMs: 100 });
  });

  await t.step("where the new ones begin is told when arrivals push it out of sight", async () => {
    const row = ana.messages("dita atrás do diálogo");
    await row.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Marcar como não lida" }).click();
    await page.locator(".fresh").waitFor();
    const bar = page.locator(".news");
    expect(await bar.count()).toBe(0);
    for (let n = 1; n <= 20; n++) await bruno.post(geral, `empurra ${n}`);
    await bar.getByText(/21 novas desde/).waitFor();
    expect(await place()).toBe(0);
  });
  ana.expectPeace();
});
