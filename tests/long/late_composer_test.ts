import { expect } from "expect";
import type { Route } from "playwright-core";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

/** Scripts, and what is in the composer's. */
const SCRIPT = /\/_fresh\/js\/.*\.js/;
const MARK = "insertFromPaste";

/** Has what the page asks of the composer's code answered by `answer`. */
async function answerFor({ page }: Chatter, answer: (route: Route) => Promise<void>) {
  await page.route(SCRIPT, async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes(MARK)) await answer(route);
    else await route.fulfill({ response });
  });
}

/** The page comes anew, and the composer's code when the test lets it; `asked`: it is wanted. */
async function holdUp(ana: Chatter): Promise<{ release(): void; asked: Promise<void> }> {
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  await ana.page.unrouteAll({ behavior: "wait" });
  await answerFor(ana, async (route) => {
    asked.resolve();
    await released.promise;
    await route.continue();
  });
  await ana.page.reload();
  await ana.ready();
  const late = AbortSignal.timeout(10_000);
  late.onabort = () => asked.reject(new Error("The composer's code was not asked for"));
  return { release: () => released.resolve(), asked: asked.promise };
}

Deno.test("nothing that is typed, pasted or sent is lost while the composer's code is on its way", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  const ana = await Chatter.join(browser, site.url, "Ana");
  const { page, composer } = ana;

  await t.step("a room that is only read asks for none of it", async () => {
    const scripts = ana.visitor.requests.filter((url) => SCRIPT.test(url));
    const texts = await Promise.all(scripts.map(async (url) => (await fetch(url)).text()));
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => text.includes(MARK))).toEqual([]);
  });

  await t.step("what is sent meanwhile goes, in its order", async () => {
    const code = await holdUp(ana);
    await page.keyboard.type("um");
    await code.asked;
    await page.keyboard.press("Enter");
    await page.keyboard.type("dois");
    await page.keyboard.press("Enter");
    await page.keyboard.type("três");
    await ana.sees("um");
    await ana.sees("dois");
    expect(await composer.inputValue()).toBe("três");
    code.release();
    await page.keyboard.type(" e meio");
    await page.keyboard.press("Enter");
    await ana.sees("três e meio");
    await using line = await bruno.connect({ rooms: { [geral]: 0 } });
    await line.hear("três e meio");
    expect((await bruno.history(geral)).map(({ body }) => body)).toEqual([
      "um",
      "dois",
      "três e meio",
    ]);
  });

  await t.step("a command waits for it, and so does Up", async () => {
    const code = await holdUp(ana);
    await page.keyboard.type("/eu dança");
    await code.asked;
    await page.keyboard.press("Enter");
    expect(await composer.inputValue()).toBe("/eu dança");
    code.release();
    await ana.messages("dança").waitFor();
    const again = await holdUp(ana);
    await page.keyboard.press("ArrowUp");
    await again.asked;
    again.release();
    await page.locator("#compor").getByText("Editando a mensagem").waitFor();
    expect(await composer.inputValue()).toBe("*dança*");
    await page.keyboard.press("Escape");
  });

  await t.step("a paste stays, and is looked at when it has come", async () => {
    const code = await holdUp(ana);
    const pasted = Array.from({ length: 30 }, (_, n) => `linha ${n}`).join("\n");
    await composer.evaluate((area, text) => {
      area.focus();
      document.execCommand("insertText", false, text);
    }, pasted);
    await code.asked;
    code.release();
    await page.waitForFunction(() => document.querySelector("#escrever[aria-autocomplete]"));
    expect(await composer.inputValue()).toBe(pasted);
    await composer.fill("");
  });
  ana.expectPeace();
  // Other code of the page may be on its way still.
  await page.unrouteAll({ behavior: "wait" });
});

Deno.test("where the composer's code does not come, messages go all the same", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  const ana = await Chatter.join(browser, site.url, "Ana");
  const { page, composer } = ana;
  await answerFor(ana, (route) => route.abort());
  await page.reload();
  await ana.ready();
  await page.keyboard.type("sem o resto");
  await page.keyboard.press("Enter");
  await ana.sees("sem o resto");
  await composer.fill("pelo botão");
  await page.getByRole("button", { name: "Enviar" }).click();
  await ana.sees("pelo botão");

  // What needs the code goes by the form: the server says what is wrong, and keeps the text.
  await composer.fill("a".repeat(8_001));
  await page.keyboard.press("Enter");
  await page.getByText("Passa do limite de 8.000 caracteres.").waitFor();
  await ana.ready();
  expect((await composer.inputValue()).length).toBe(8_001);
  await composer.fill("depois disso");
  await page.keyboard.press("Enter");
  await ana.sees("depois disso");
  await using line = await bruno.connect({ rooms: { [geral]: 0 } });
  await line.hear("depois disso");
  expect((await bruno.history(geral)).map(({ body }) => body)).toEqual([
    "sem o resto",
    "pelo botão",
    "depois disso",
  ]);
  await page.unrouteAll({ behavior: "wait" });
});

Deno.test("a draft is there again after a reload, in its room, and one tab does not take another's", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const person = await Person.named("Ana", site.url);
  await person.ask("/api/v1/rooms", { method: "POST", body: { name: "Cozinha" } });
  const ana = await Chatter.open(browser, person);
  const { page, composer } = ana;
  await page.keyboard.type("começo");
  // At once: not half a second later.
  await page.reload();
  await ana.ready();
  expect(await composer.inputValue()).toBe("começo");
  await page.goto(`${site.url}/r/cozinha`);
  await ana.ready();
  expect(await composer.inputValue()).toBe("");
  await page.goBack();
  await ana.ready();
  expect(await composer.inputValue()).toBe("começo");

  const tab = await ana.visitor.context.newPage();
  await tab.goto(`${site.url}/r/geral`);
  const field = tab.locator("#escrever");
  await tab.locator("#escrever[aria-autocomplete]").waitFor();
  expect(await field.inputValue()).toBe("começo");
  await composer.pressSequentially(" e fim");
  await tab.waitForFunction(() =>
    document.querySelector<HTMLTextAreaElement>("#escrever")?.value === "começo e fim"
  );
  // Sent here, it is not left there to be sent once more.
  await composer.press("Enter");
  await ana.sees("começo e fim");
  await tab.waitForFunction(() =>
    document.querySelector<HTMLTextAreaElement>("#escrever")?.value === ""
  );
  await composer.pressSequentially("só desta");
  await page.waitForFunction(() => JSON.stringify(localStorage).includes("só desta"));
  await tab.close();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).toContain("só desta");
  ana.expectPeace();
});
