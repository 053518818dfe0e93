import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { Person, read } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";
import { eventually } from "../support/eventually.ts";

Deno.test("what is begun with a sign is completed, by keys as by a finger", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const host = await Person.named("Helena", site.url);
  const clara = await Person.named("Clara Antunes", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await host.room();
  await clara.post(geral, "oi");
  await bruno.post(geral, "olá");
  const ana = await Chatter.join(browser, site.url, "Ana");
  const { page, composer } = ana;
  const list = page.getByRole("listbox", { name: "Sugestões" });
  const options = list.getByRole("option");
  const chosen = list.getByRole("option", { selected: true });

  await t.step("people of the room come first, who spoke last before the others", async () => {
    await composer.pressSequentially("@");
    await options.first().waitFor();
    expect(await options.locator("bdi").allInnerTexts()).toEqual([
      "Bruno",
      "Clara Antunes",
      "Helena",
    ]);
    const id = await chosen.getAttribute("id");
    await page.locator(`#escrever[aria-activedescendant="${id}"]`).waitFor();
    expect(await composer.getAttribute("aria-controls")).toBe(await list.getAttribute("id"));
    await page.getByRole("status").getByText("3 sugestões").waitFor();
  });

  await t.step("arrows choose, Tab takes: the name and a space, and nothing is sent", async () => {
    await composer.press("ArrowDown");
    expect(await chosen.innerText()).toContain("Clara Antunes");
    await composer.press("Tab");
    expect(await composer.inputValue()).toBe("@Clara Antunes ");
    expect(await options.count()).toBe(0);
    await page.locator("#escrever:not([aria-activedescendant])").waitFor();
    await composer.pressSequentially("tudo bem?");
    await composer.press("Enter");
    await ana.sees("@Clara Antunes tudo bem?");
  });

  await t.step("in the middle of a text, by a word of the name, without its accents", async () => {
    await composer.fill("veja com  amanhã");
    await composer.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(9, 9));
    await composer.pressSequentially("@antu");
    await options.first().waitFor();
    await composer.press("Enter");
    expect(await composer.inputValue()).toBe("veja com @Clara Antunes amanhã");
    await composer.fill("");
  });

  await t.step("Esc declines, and Enter sends then", async () => {
    await composer.pressSequentially("oi @br");
    await options.first().waitFor();
    await composer.press("Escape");
    await list.waitFor({ state: "detached" });
    await composer.pressSequentially("u");
    expect(await options.count()).toBe(0);
    await composer.press("Enter");
    await ana.sees("oi @bru");
  });

  await t.step("an address calls nobody, and a time is no emoji", async () => {
    await composer.pressSequentially("ana@bru 14:05 :)");
    expect(await options.count()).toBe(0);
    await composer.fill("");
  });

  await t.step("a name between colons is its emoji, and another one stays a word", async () => {
    await composer.pressSequentially("que :fog");
    await options.first().waitFor();
    await composer.pressSequentially("o: é este :nenhum_tal: às 14:05:");
    expect(await composer.inputValue()).toBe("que 🔥 é este :nenhum_tal: às 14:05:");
    await composer.fill("");
    await composer.pressSequentially(":fog");
    await options.first().waitFor();
    await composer.press("Escape");
    await composer.pressSequentially("o:");
    expect(await composer.inputValue()).toBe(":fogo:");
    await composer.fill("");
  });

  await t.step("an input method keeps its keys", async () => {
    await composer.pressSequentially("@");
    await options.first().waitFor();
    const prevented = await composer.evaluate((area) =>
      ["Enter", "ArrowDown", "Escape", "Tab"].map((key) => {
        const init = { key, isComposing: true, bubbles: true, cancelable: true };
        const event = new KeyboardEvent("keydown", init);
        area.dispatchEvent(event);
        return event.defaultPrevented;
      })
    );
    expect(prevented).toEqual([false, false, false, false]);
    expect(await options.count()).toBe(3);
    await composer.fill("");
  });

  await t.step("an emoji comes by its name in the language of the page", async () => {
    await composer.pressSequentially("que bom :coracao");
    await options.first().waitFor();
    await options.first().click();
    expect(await composer.inputValue()).toMatch(/^que bom \p{Extended_Pictographic}\uFE0F? $/u);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("escrever");
    await composer.fill("");
  });

  await t.step("everybody is offered only to those who may call everybody", async () => {
    await composer.pressSequentially("@tod");
    await list.waitFor({ state: "detached" });
    await composer.fill("");
    const room = { name: "Diretoria", kind: "private" };
    const made = read(await host.ask("/api/v1/rooms", { method: "POST", body: room })).room;
    const hers = await Chatter.open(browser, host, { slug: made.slug });
    await hers.composer.pressSequentially("@tod");
    await hers.page.getByRole("option", { name: /@todos/ }).click();
    expect(await hers.composer.inputValue()).toBe("@todos ");
    hers.expectPeace();
  });
  ana.expectPeace();
});

Deno.test("on a phone Enter is a new line, the button sends, and a finger chooses", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  await bruno.post(geral, "oi");
  const person = await Person.named("Ana", site.url);
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
  const ana = new Chatter(await browser.visitor(phone), site.url);
  const [name = "", value = ""] = person.cookie?.split("=") ?? [];
  await ana.visitor.context.addCookies([{ name, value, url: site.url }]);
  // There the field has no focus by itself: that the script is there is seen by what it opens.
  const opened = ana.page.waitForEvent("websocket");
  await ana.page.goto(`${site.url}/r/geral`);
  await opened;
  const { page, composer } = ana;
  await composer.tap();
  await composer.pressSequentially("uma");
  await composer.press("Enter");
  await composer.pressSequentially("@b");
  const option = page.getByRole("option", { name: "Bruno" });
  await option.waitFor();
  expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await option.tap();
  expect(await composer.inputValue()).toBe("uma\n@Bruno ");
  await page.getByRole("button", { name: "Enviar" }).tap();
  await ana.sees("@Bruno");
  await eventually(async () => (await bruno.history(geral)).at(-1)?.body === "uma\n@Bruno ");
  ana.expectPeace();
});
