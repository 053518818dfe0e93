import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";
import { eventually } from "../support/eventually.ts";

Deno.test("commands do what they say, and say what they cannot do", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const host = await Person.named("Helena", site.url);
  const bruno = await Person.named("Bruno", site.url);
  await host.ask("/api/v1/rooms", { method: "POST", body: { name: "Cozinha", kind: "private" } });
  const hers = await Chatter.open(browser, host, {
    slug: (await host.rooms()).find(({ name }) => name === "Cozinha")?.slug ?? "",
  });
  const { page, composer } = hers;
  const cozinha = async () => (await host.rooms()).find(({ kind }) => kind === "private");
  const notice = page.locator(".composer .bar");

  await t.step("what one does, in italics", async () => {
    await hers.write("/eu põe a mesa");
    await hers.messages("põe a mesa").locator("em").waitFor();
  });

  await t.step("the topic and the name", async () => {
    await hers.write("/topico O que comer hoje");
    await page.locator("header.top").getByText("O que comer hoje").waitFor();
    await hers.write("/nome Copa");
    await page.locator("header.top").getByText("Copa").first().waitFor();
    expect(await cozinha()).toMatchObject({ name: "Copa", topic: "O que comer hoje" });
  });

  await t.step("an invitation, to somebody who is there and to nobody", async () => {
    await hers.write("/convidar @Ninguém");
    await notice.getByText("Ninguém por aqui se chama Ninguém.").waitFor();
    expect(await composer.inputValue()).toBe("/convidar @Ninguém");
    await composer.fill("");
    await hers.write("/convidar @Bruno");
    await notice.getByText("Bruno já está na sala.").waitFor();
    expect((await bruno.rooms()).map(({ name }) => name)).toContain("Copa");
  });

  await t.step("one without what it needs stays, and is told", async () => {
    await hers.write("/topico");
    await notice.getByText("Falta dizer o resto: /topico …").waitFor();
    expect(await composer.inputValue()).toBe("/topico");
    await composer.fill("");
  });

  await t.step("one that there is not is no message, unless one insists", async () => {
    await hers.write("/dançar agora");
    await notice.getByText("/dançar não é um comando").waitFor();
    expect(await hers.messages("dançar").count()).toBe(0);
    await composer.press("Escape");
    await notice.waitFor({ state: "detached" });
    expect(await composer.inputValue()).toBe("/dançar agora");
    await composer.press("Enter");
    await hers.sees("/dançar agora");
  });

  await t.step(
    "a path is a message at once, and a second slash makes one of a command",
    async () => {
      await hers.write("/etc/hosts");
      await hers.sees("/etc/hosts");
      await hers.write("//sair");
      await hers.sees("/sair");
    },
  );

  await t.step("help shows them all", async () => {
    await hers.write("/ajuda");
    await page.getByRole("option", { name: /\/convidar/ }).waitFor();
    await composer.press("Escape");
    await composer.fill("");
  });

  await t.step("leaving is asked first", async () => {
    const his = await Chatter.open(browser, bruno, { slug: (await cozinha())?.slug ?? "" });
    const asked = his.page.locator(".composer .bar");
    const copa = async () => (await bruno.rooms()).find(({ name }) => name === "Copa");
    await his.write("/sair");
    await asked.getByText("Sair desta sala?").waitFor();
    await his.composer.press("Escape");
    await asked.waitFor({ state: "detached" });
    expect(await copa()).toMatchObject({ joined: true });
    await his.write("/sair");
    await asked.getByRole("button", { name: "Sair" }).click();
    await his.page.waitForURL("**/r/geral");
    expect(await copa()).toBe(undefined);
    his.expectPeace();
  });
  hers.expectPeace();
});

Deno.test("what one may not do stays in the field, with the reason", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const host = await Person.named("Helena", site.url);
  const ana = await Chatter.join(browser, site.url, "Ana");
  await ana.write("/nome Minha sala");
  await ana.page.locator(".composer .bar").getByText("O comando não deu certo").waitFor();
  expect(await ana.composer.inputValue()).toBe("/nome Minha sala");
  expect((await host.room()).name).not.toBe("Minha sala");
  ana.expectPeace();
});

Deno.test("a long paste is offered as code, and a text too long in parts", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  const ana = await Chatter.join(browser, site.url, "Ana");
  const { page, composer } = ana;
  const paste = async (text: string) => {
    await composer.evaluate((area: HTMLTextAreaElement, text) => {
      area.focus();
      area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
    }, text);
  };
  const code = Array.from({ length: 30 }, (_, n) => `linha ${n}`).join("\n");
  await composer.pressSequentially("veja ");
  await page.locator("#escrever[aria-autocomplete]").waitFor();
  await paste(code);
  await page.getByRole("button", { name: "Pôr como código" }).click();
  expect(await composer.inputValue()).toBe(`veja \n\`\`\`\n${code}\n\`\`\``);
  await composer.press("Enter");
  await ana.log.locator("pre").waitFor();

  const long = Array.from({ length: 2_000 }, (_, n) => `palavra${n}`).join(" ");
  await composer.fill(long);
  await composer.press("Enter");
  await page.getByRole("button", { name: /Enviar em \d mensagens/ }).click();
  expect(await composer.inputValue()).toBe("");
  await ana.messages("palavra1999").waitFor();
  await eventually(async () => {
    const parts = (await bruno.history(geral)).slice(1).map(({ body }) => body);
    return parts.join(" ") === long;
  });
  ana.expectPeace();
});

Deno.test("where Enter is a new line by one's wish, Ctrl+Enter sends, and Page Up turns the log", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const person = await Person.named("Ana", site.url);
  const { id: geral } = await person.room();
  for (let n = 0; n < 40; n++) await person.post(geral, `mensagem ${n}`);
  await person.ask("/api/v1/me", { method: "PATCH", body: { enterBreaks: true } });
  const ana = await Chatter.open(browser, person);
  const { page, composer } = ana;
  await page.getByText("Ctrl + Enter envia · Enter quebra a linha").waitFor();
  await page.keyboard.type("uma");
  await page.keyboard.press("Enter");
  await page.keyboard.type("duas");
  expect(await composer.inputValue()).toBe("uma\nduas");
  await page.keyboard.press("PageUp");
  await page.waitForFunction(() => (document.querySelector(".log")?.scrollTop ?? 0) < -100);
  await page.keyboard.press("PageDown");
  await page.waitForFunction(() => Math.abs(document.querySelector(".log")?.scrollTop ?? 1) < 1);
  await page.keyboard.press("Control+Enter");
  await ana.sees("duas");
  await eventually(async () => (await person.history(geral)).at(-1)?.body === "uma\nduas");
  ana.expectPeace();
});
