import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("without JavaScript Clara joins, reads, writes, looks back, reacts, finds, and leaves", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const ana = await Person.named("Ana", site.url);
  const geral = await ana.room();
  await using line = await ana.connect();
  await Promise.all(Array.from({ length: 120 }, (_, n) => line.post(geral.id, `m${n}`)));
  const clara = await Chatter.join(browser, site.url, "Clara", { javaScriptEnabled: false });

  await t.step("she reads the last fifty", async () => {
    const texts = await clara.texts();
    expect(texts.length).toBe(50);
    expect(texts).toEqual((await ana.history(geral.id, "")).map(({ body }) => body));
  });

  await t.step(
    "she writes, and is sent to the page again: a reload sends nothing twice",
    async () => {
      await clara.composer.fill("sem script,\nmas com duas linhas");
      await clara.page.getByRole("button", { name: "Enviar" }).click();
      await clara.sees("sem script,");
      await line.hear("sem script,\nmas com duas linhas");
      await clara.page.reload();
      await clara.sees("sem script,");
      const all = await ana.wholeHistory(geral.id);
      expect(all.filter(({ body }) => body.startsWith("sem script")).length).toBe(1);
    },
  );

  await t.step("a form that is sent twice is a message once", async () => {
    const id = await clara.page.locator("form.composer input[name=id]").inputValue();
    const form = { headers: { origin: site.url }, form: { id, body: "só uma" }, maxRedirects: 0 };
    for (let times = 0; times < 2; times++) {
      const answer = await clara.visitor.context.request.post(`${site.url}/r/geral`, form);
      expect(answer.status()).toBe(303);
    }
    const all = await ana.wholeHistory(geral.id);
    expect(all.filter(({ body }) => body === "só uma").length).toBe(1);
  });

  await t.step("going back and writing something else loses neither", async () => {
    await clara.page.goto(`${site.url}/r/geral`);
    for (const text of ["a de antes", "a de depois de voltar"]) {
      await clara.composer.fill(text);
      await clara.page.getByRole("button", { name: "Enviar" }).click();
      await clara.sees(text);
      await clara.page.goBack();
    }
    const bodies = (await ana.wholeHistory(geral.id)).map(({ body }) => body);
    expect(bodies.slice(-2)).toEqual(["a de antes", "a de depois de voltar"]);
  });

  await t.step(
    "a text that is too long comes back with what is wrong, and is not lost",
    async () => {
      const long = "a".repeat(8_001);
      await clara.page.goto(`${site.url}/r/geral`);
      await clara.composer.fill(long);
      await clara.page.getByRole("button", { name: "Enviar" }).click();
      await clara.page.getByText("Passa do limite de 8.000 caracteres").waitFor();
      expect(await clara.composer.inputValue() === long).toBe(true);
    },
  );

  await t.step("she follows the way to older messages, to the very first", async () => {
    await clara.page.goto(`${site.url}/r/geral`);
    for (let pages = 0; await clara.messages("m0").count() === 0 && pages < 5; pages++) {
      await clara.page.getByRole("link", { name: "Mensagens anteriores" }).click();
      await clara.page.waitForURL(/before=/);
    }
    expect((await clara.texts())[0]).toBe("m0");
    await clara.page.getByRole("link", { name: "Ir para o fim" }).click();
    await clara.page.waitForURL(/\/r\/geral$/);
  });

  await t.step("she reacts on the message's own page", async () => {
    await clara.messages("a de depois de voltar").getByRole("link", { name: /^\d\d:\d\d/ }).click();
    await clara.page.waitForURL("**/opcoes");
    await clara.page.getByRole("button", { name: "👍" }).click();
    await clara.page.goto(`${site.url}/r/geral`);
    const row = clara.messages("a de depois de voltar");
    await row.getByRole("button", { name: "👍 1: Você", pressed: true }).waitFor();
  });

  await t.step("she finds what she wrote, and goes there", async () => {
    await clara.page.getByRole("link", { name: "Buscar nesta sala" }).click();
    await clara.page.getByRole("searchbox").fill("depois de voltar");
    // The index is a moment behind.
    await eventually(async () => {
      await clara.page.getByRole("button", { name: "Buscar", exact: true }).click();
      return await clara.page.locator(".hit").count() === 1;
    });
    await clara.page.locator(".hit > a").click();
    await clara.page.locator("article.shown").filter({ hasText: "depois de voltar" }).waitFor();
  });

  await t.step("she leaves, and the room is shut to her", async () => {
    await clara.page.getByRole("button", { name: "Sair" }).click();
    await clara.page.waitForURL(`${site.url}/`);
    await clara.page.goto(`${site.url}/r/geral`);
    await clara.page.getByLabel("Como você se chama?").waitFor();
  });

  await t.step("a name that is taken, or unfit, is told on the page", async () => {
    for (const [name, told] of [["ana", "Já há alguém"], ["\u202e", "sem caracteres invisíveis"]]) {
      await clara.page.goto(site.url);
      await clara.page.getByLabel("Como você se chama?").fill(String(name));
      await clara.page.getByRole("button", { name: "Entrar" }).click();
      await clara.page.getByText(String(told)).waitFor();
    }
    clara.expectPeace();
  });
});
