import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { openMenu, panelOf, say } from "../support/message_acts.ts";
import { newId } from "../support/new_id.ts";
import { Person } from "../support/person.ts";
import { AloneSite, SharedSite } from "../support/sites.ts";

Deno.test("reactions, answers and pins reach another instance, and whoever was away meanwhile", async (t) => {
  await using site = await SharedSite.open();
  await using browser = await startBrowser();
  const clara = await Person.named("Clara", site.a.url);
  const { id: geral } = await clara.room();
  await say(clara, geral, "quem traz o cabo?");
  const ana = await Chatter.join(browser, site.a.url, "Ana");
  const bruno = await Chatter.join(browser, site.b.url, "Bruno");
  const [here, there] = [ana, bruno].map((who) => who.messages("quem traz o cabo?").first());

  await t.step("a reaction from the menu is one press away for others, and back", async () => {
    const menu = await openMenu(ana, "quem traz o cabo?");
    await menu.getByRole("menuitemcheckbox", { name: "👍" }).click();
    await here!.getByRole("button", { name: "👍 1: Você", pressed: true }).waitFor();
    await there!.getByRole("button", { name: /^👍 1/, pressed: false }).click();
    await here!.getByRole("button", { name: /^👍 2/, pressed: true }).click();
    await there!.getByRole("button", { name: "👍 1: Você", pressed: true }).waitFor();
    await there!.getByRole("button", { name: "👍 1: Você" }).click();
    await here!.locator(".reacts").waitFor({ state: "detached" });
  });

  await t.step(
    "an answer in the panel is quoted in the log, and one goes from there to its origin",
    async () => {
      await say(clara, geral, "ninguém?", 1);
      await there!.getByRole("link", { name: "1 resposta" }).click();
      const panel = panelOf(bruno);
      await panel.getByText("ninguém?").waitFor();
      await panel.getByRole("textbox", { name: "Responder" }).fill("eu trago dois");
      await bruno.page.keyboard.press("Enter");
      await here!.getByRole("link", { name: "2 respostas" }).waitFor();
      const answer = ana.messages("eu trago dois").first();
      await answer.getByRole("link", { name: /^Clara\s*quem traz o cabo\?$/ }).click();
      await ana.page.locator(".msg.shown", { hasText: "quem traz" }).waitFor();
    },
  );

  await t.step("what happens to answers shows in a panel that is open", async () => {
    const panel = panelOf(bruno);
    const seq = await say(clara, geral, "então está bem", 1);
    await panel.getByText("então está bem").waitFor();
    await panel.getByText("geral · 3 respostas").waitFor();
    await clara.ask(`/api/v1/rooms/${geral}/messages/${seq}`, { method: "DELETE" });
    await panel.getByText("geral · 2 respostas").waitFor();
    expect(await panel.getByText("então está bem").count()).toBe(0);
    await bruno.page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await there!.and(bruno.page.locator(":focus")).waitFor();
  });

  await t.step("who was offline has all of it on the way back", async () => {
    await bruno.visitor.context.setOffline(true);
    const menu = await openMenu(ana, "quem traz o cabo?");
    await menu.getByRole("menuitem", { name: "Fixar na sala" }).click();
    await here!.getByRole("link", { name: "fixada" }).waitFor();
    await say(clara, geral, "e o alicate?", 1);
    await eventually(async () => (await clara.history(geral))[0]?.pinned === true);
    expect(await there!.getByRole("link", { name: "fixada" }).count()).toBe(0);
    await bruno.visitor.context.setOffline(false);
    await there!.getByRole("link", { name: "3 respostas" }).waitFor();
    await there!.getByRole("link", { name: "fixada" }).click();
    const panel = panelOf(bruno);
    await panel.getByRole("article", { name: /quem traz o cabo/ }).waitFor();
    await (await openMenu(ana, "quem traz o cabo?")).getByRole("menuitem", { name: "Desafixar" })
      .click();
    await panel.getByText("Nada fixado ainda.").waitFor();
  });
  ana.expectPeace();
  bruno.expectPeace();
});

Deno.test("the ring round a message is whole, also where the window is as narrow as a phone", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const clara = await Person.named("Clara", site.url);
  await say(clara, (await clara.room()).id, "quem traz o cabo?");
  const ana = await Chatter.join(browser, site.url, "Ana", {
    viewport: { width: 360, height: 640 },
  });
  await ana.page.keyboard.press("Shift+Tab");
  await ana.messages("quem traz").first().focus();
  const focused = ana.log.locator(".msg:focus-visible");
  await focused.waitFor();
  const cut = await focused.evaluate((row) => {
    const { outlineWidth, outlineOffset } = getComputedStyle(row);
    const out = parseFloat(outlineWidth) + parseFloat(outlineOffset);
    const { left, right } = row.getBoundingClientRect();
    const log = row.closest(".log")!.getBoundingClientRect();
    return {
      width: parseFloat(outlineWidth),
      left: left - out - log.left,
      right: log.right - right - out,
    };
  });
  expect(cut.width).toBeGreaterThan(0);
  expect(Math.min(cut.left, cut.right)).toBeGreaterThanOrEqual(0);
});

Deno.test("an answer begun in the panel is there after a reload, and gone once it is sent", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const clara = await Person.named("Clara", site.url);
  const { id: geral } = await clara.room();
  const seq = await say(clara, geral, "quem traz o cabo?");
  await say(clara, geral, "ninguém?", seq);
  const ana = await Chatter.join(browser, site.url, "Ana");
  const field = panelOf(ana).getByRole("textbox", { name: "Responder" });
  const open = () =>
    ana.messages("quem traz").first().getByRole("link", { name: /resposta/ }).click();
  await open();
  await field.fill("eu trago");
  await ana.page.reload();
  await ana.ready();
  expect(await ana.composer.inputValue()).toBe("");
  await open();
  await field.waitFor();
  expect(await field.inputValue()).toBe("eu trago");
  await field.press("Enter");
  await panelOf(ana).getByRole("article", { name: /eu trago/ }).waitFor();
  await ana.page.reload();
  await ana.ready();
  await open();
  await field.waitFor();
  expect(await field.inputValue()).toBe("");
  ana.expectPeace();
});

Deno.test("the picker finds emoji in the language of the page, by keys alone", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const clara = await Person.named("Clara", site.url);
  const { id: geral } = await clara.room();
  await say(clara, geral, "oi, gente");
  const ana = await Chatter.join(browser, site.url, "Ana");
  // By way of the button that adds files.
  for (const key of ["Shift+Tab", "Shift+Tab", "ArrowUp"]) await ana.page.keyboard.press(key);
  const row = ana.messages("oi, gente").first();
  await row.and(ana.page.locator(":focus")).waitFor();
  await ana.page.keyboard.press("+");
  const picker = ana.page.getByRole("dialog", { name: "Reagir" });
  const search = picker.getByRole("searchbox", { name: "Procurar emoji" });
  await search.and(ana.page.locator(":focus")).waitFor();
  await search.fill("xyzzy");
  await picker.getByText("Nenhum emoji com esse nome.").waitFor();
  await search.fill("coracao verde");
  await ana.page.keyboard.press("Enter");
  await picker.waitFor({ state: "detached" });
  await row.getByRole("button", { name: "💚 1: Você", pressed: true }).waitFor();
  await row.and(ana.page.locator(":focus")).waitFor();

  await ana.page.keyboard.press("+");
  await search.press("ArrowDown");
  await picker.getByRole("button", { name: "coração verde" }).and(ana.page.locator(":focus"))
    .first().waitFor();
  await ana.page.keyboard.press("Escape");
  await picker.waitFor({ state: "detached" });
  await eventually(async () => (await clara.history(geral))[0]?.reactions?.[0]?.emoji === "💚");
  ana.expectPeace();
});

Deno.test("R answers, E changes, T opens the answers, and the delete key asks first", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const clara = await Person.named("Clara", site.url);
  const { id: geral } = await clara.room();
  await say(clara, geral, "quem apresenta?");
  const ana = await Chatter.join(browser, site.url, "Ana");
  for (const key of ["Shift+Tab", "Shift+Tab", "ArrowUp"]) await ana.page.keyboard.press(key);
  await ana.messages("quem apresenta?").and(ana.page.locator(":focus")).waitFor();
  await ana.page.keyboard.press("r");
  await ana.composer.and(ana.page.locator(":focus")).waitFor();
  expect(await ana.composer.inputValue()).toBe("");
  await ana.write("eu");
  const answer = ana.page.locator(".msg.own");
  await answer.getByRole("link", { name: /quem apresenta/ }).waitFor();
  await eventually(async () => (await clara.history(geral)).at(-1)?.replyTo === 1);

  await answer.focus();
  await ana.page.keyboard.press("e");
  await ana.composer.and(ana.page.locator(":focus")).waitFor();
  await eventually(async () => await ana.composer.inputValue() === "eu");
  await ana.composer.fill("eu mesma");
  await ana.composer.press("Enter");
  await answer.getByRole("link", { name: "(editada)" }).click();
  const revisions = ana.page.getByRole("dialog", { name: "Edições" });
  await revisions.getByText("Até hoje").waitFor();
  expect(await revisions.locator(".txt").allInnerTexts()).toEqual(["eu mesma", "eu"]);
  await ana.page.keyboard.press("Escape");

  await ana.messages("quem apresenta?").first().focus();
  await ana.page.keyboard.press("t");
  await panelOf(ana).getByText("eu mesma").waitFor();
  await ana.page.keyboard.press("Escape");
  await answer.focus();
  await ana.page.keyboard.press("Delete");
  const dialog = ana.page.getByRole("dialog", { name: "Apagar" });
  await dialog.getByRole("button", { name: "Apagar" }).click();
  await ana.page.getByRole("article", { name: /Mensagem apagada/ }).waitFor();
  await ana.messages("quem apresenta?").getByRole("link", { name: "1 resposta" })
    .waitFor({ state: "detached" });
  ana.expectPeace();
});

Deno.test("a message is passed on to another room, put aside, and its address copied", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const person = await Person.named("Ana", site.url);
  await person.ask("/api/v1/rooms", { method: "POST", body: { name: "cozinha", kind: "public" } });
  const { id: geral } = await person.room();
  const cozinha = await person.room("cozinha");
  await say(person, geral, "o bolo é às três");
  const ana = await Chatter.open(browser, person);

  await t.step("to a room that is found by its name", async () => {
    await (await openMenu(ana, "o bolo")).getByRole("menuitem", { name: "Encaminhar" }).click();
    const dialog = ana.page.getByRole("dialog", { name: "Encaminhar" });
    await dialog.getByRole("searchbox").fill("nada disso");
    await dialog.getByText("Nada com esse nome.").waitFor();
    await dialog.getByRole("searchbox").fill("COZ");
    await dialog.getByRole("button", { name: "cozinha" }).click();
    await ana.page.getByText("Encaminhada para cozinha.").waitFor();
    const [passed] = await person.history(cozinha.id);
    expect(passed?.body).toBe("> **Ana** · #geral\n> o bolo é às três");
  });

  await t.step("what the server does not do is told, and can be tried again", async () => {
    let refusals = 1;
    await ana.page.route("**/forward", async (route) => {
      if (refusals-- > 0) await route.abort();
      else await route.continue();
    });
    await (await openMenu(ana, "o bolo")).getByRole("menuitem", { name: "Encaminhar" }).click();
    await ana.page.getByRole("button", { name: "cozinha" }).click();
    await ana.page.getByText("Não deu certo. Tente de novo.").waitFor();
    await ana.page.getByRole("button", { name: "Tentar de novo" }).click();
    await ana.page.getByText("Encaminhada para cozinha.").waitFor();
    expect((await person.history(cozinha.id)).length).toBe(2);
  });

  await t.step("for oneself, and away again", async () => {
    await (await openMenu(ana, "o bolo")).getByRole("menuitem", { name: "Guardar para mim" })
      .click();
    await ana.page.getByText("Guardada. Só você vê.").waitFor();
    expect(JSON.parse((await person.ask("/api/v1/me/saved")).text).entries.length).toBe(1);
    await ana.page.reload();
    await ana.ready();
    const menu = await openMenu(ana, "o bolo");
    await menu.getByRole("menuitem", { name: "Tirar das guardadas" }).click();
    await ana.page.getByText("Tirada das guardadas.").waitFor();
    expect(JSON.parse((await person.ask("/api/v1/me/saved")).text).entries.length).toBe(0);
  });

  await t.step("its address leads to it", async () => {
    await (await openMenu(ana, "o bolo")).getByRole("menuitem", { name: "Copiar o link" }).click();
    await ana.page.getByText("Link copiado.").waitFor();
    await ana.composer.focus();
    await ana.page.keyboard.press("Control+V");
    expect(await ana.composer.inputValue()).toBe(`${site.url}/r/geral/1`);
  });
  ana.expectPeace();
});

Deno.test("on a phone the panel takes the place of the conversation, and the way back leads out", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const person = await Person.named("Ana", site.url);
  const { id: geral } = await person.room();
  await say(person, geral, "quem vem?");
  await say(person, geral, "eu vou", 1);
  const ana = await Chatter.open(browser, person, { viewport: { width: 360, height: 740 } });
  const origin = ana.messages("quem vem?").first();
  await origin.getByRole("link", { name: "1 resposta" }).click();
  const panel = panelOf(ana);
  await panel.getByText("eu vou").waitFor();
  expect(await ana.composer.isVisible()).toBe(false);
  await ana.page.goBack();
  await panel.waitFor({ state: "detached" });
  expect(await ana.composer.isVisible()).toBe(true);
  expect(new URL(ana.page.url()).pathname).toBe("/r/geral");

  await origin.getByRole("link", { name: "1 resposta" }).click();
  const answer = panel.getByRole("article", { name: /eu vou/ });
  await answer.hover();
  await answer.getByRole("button", { name: "Responder" }).click();
  await panel.waitFor({ state: "detached" });
  await ana.composer.and(ana.page.locator(":focus")).waitFor();
  await ana.write("boa");
  await eventually(async () => (await person.history(geral)).at(-1)?.replyTo === 2);
  ana.expectPeace();
});

Deno.test("what cannot be loaded says so, and comes when it is asked for again", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const person = await Person.named("Ana", site.url);
  const { id: geral } = await person.room();
  await say(person, geral, "quem vem?");
  await say(person, geral, "eu vou", 1);
  const ana = await Chatter.open(browser, person);
  let refusals = 1;
  await ana.page.route("**/replies?*", async (route) => {
    if (refusals-- > 0) await route.abort();
    else await route.continue();
  });
  await ana.messages("quem vem?").first().getByRole("link", { name: "1 resposta" }).click();
  const panel = panelOf(ana);
  await panel.getByText("Não deu para carregar.").waitFor();
  await panel.getByRole("button", { name: "Tentar de novo" }).click();
  await panel.getByText("Não deu para carregar.").waitFor({ state: "detached" });
  await panel.getByText("eu vou").waitFor();
  ana.expectPeace();
});

Deno.test("without JavaScript a reaction is one press, and an answer leads to its origin", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const clara = await Person.named("Clara", site.url);
  const { id: geral } = await clara.room();
  await say(clara, geral, "quem vem?");
  await say(clara, geral, "eu vou", 1);
  const on = { id: newId(), t: "react", room: geral, seq: 1, emoji: "🎉", on: true };
  await using line = await clara.connect();
  line.say(on);
  await line.waitFor("ack");
  const ana = await Chatter.join(browser, site.url, "Ana", { javaScriptEnabled: false });
  const origin = ana.messages("quem vem?").first();
  await origin.getByRole("button", { name: "🎉 1: Clara", pressed: false }).click();
  await ana.page.waitForURL("**/r/geral/1");
  await origin.getByRole("button", { name: "🎉 2: Você e Clara", pressed: true }).click();
  await origin.getByRole("button", { name: "🎉 1: Clara", pressed: false }).waitFor();
  expect(await origin.getByRole("link", { name: "1 resposta" }).getAttribute("href"))
    .toBe("/r/geral/1/respostas");
  const quote = ana.messages("eu vou").getByRole("link", { name: /quem vem/ });
  expect(await quote.getAttribute("href")).toBe("/r/geral/1");
  await origin.getByRole("link", { name: "Reagir" }).click();
  await ana.page.waitForURL("**/r/geral/1/opcoes#reagir");
});
