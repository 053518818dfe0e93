import { expect } from "expect";
import { startBrowser, Visitor } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("what Ana left unsent is not Bruno's to send, nor to read", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const witness = await Person.named("Clara", site.url);
  const { id: geral } = await witness.room();
  const ana = await Chatter.join(browser, site.url, "Ana");
  await ana.settled();
  const { page } = ana;
  // From the reload on nothing that this page sends by its socket arrives.
  await page.routeWebSocket(/\/ws$/, () => {});
  await page.reload();
  await ana.ready();
  await ana.settled();
  await ana.write("só da Ana");
  await page.getByText("Na fila, será enviada").waitFor();
  await ana.composer.fill("rascunho da Ana");
  await page.waitForFunction(() => Object.keys(localStorage).length > 0);

  await page.getByRole("button", { name: "Sair" }).click();
  const dialog = page.getByRole("dialog", { name: "Sair e perder o que não foi enviado?" });
  await dialog.getByText("Há 1 mensagem guardada").waitFor();
  await dialog.getByRole("button", { name: "Ficar" }).click();
  await dialog.waitFor({ state: "hidden" });
  expect((await ana.texts()).map((text) => text.trim())).toEqual(["só da Ana"]);

  await page.getByRole("button", { name: "Sair" }).click();
  await dialog.getByRole("button", { name: "Sair mesmo assim" }).click();
  await page.getByLabel("Como você se chama?").waitFor();

  const next = await ana.visitor.context.newPage();
  const bruno = new Chatter(new Visitor(ana.visitor.context, next), site.url);
  await next.goto(site.url);
  await next.getByLabel("Como você se chama?").waitFor();
  expect(await next.evaluate(() => Object.keys(localStorage))).toEqual([]);
  await next.getByLabel("Como você se chama?").fill("Bruno");
  await next.getByRole("button", { name: "Entrar" }).click();
  await next.waitForURL("**/r/geral");
  await bruno.ready();
  await bruno.settled();
  expect(await bruno.composer.inputValue()).toBe("");
  await bruno.write("do Bruno");
  await using line = await witness.connect({ rooms: { [geral]: 0 } });
  await line.hear("do Bruno");
  expect((await witness.history(geral)).map(({ body }) => body)).toEqual(["do Bruno"]);
  bruno.expectPeace();
});

Deno.test("what Ana wrote without a connection goes when she comes again", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const witness = await Person.named("Clara", site.url);
  const { id: geral } = await witness.room();
  const ana = await Chatter.join(browser, site.url, "Ana");
  await ana.settled();
  await ana.page.routeWebSocket(/\/ws$/, () => {});
  await ana.page.reload();
  await ana.ready();
  await ana.settled();
  await ana.write("primeira");
  await ana.write("segunda");
  await ana.page.getByText("Sem conexão.").waitFor();
  await ana.page.getByText("Guardada neste aparelho").waitFor();
  await ana.page.close();

  const next = await ana.visitor.context.newPage();
  await next.goto(`${site.url}/r/geral`);
  await using line = await witness.connect({ rooms: { [geral]: 0 } });
  await line.hear("segunda");
  expect((await witness.history(geral)).map(({ body }) => body)).toEqual(["primeira", "segunda"]);
  const again = new Chatter(new Visitor(ana.visitor.context, next), site.url);
  for (const text of ["primeira", "segunda"]) await again.sees(text);
  await next.locator(".pending, .failed").first().waitFor({ state: "detached" });
});

Deno.test("who signs out leaves by the form, though the socket ends before its answer comes", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const ana = await Chatter.join(browser, site.url, "Ana");
  await ana.settled();
  const { page } = ana;
  const hungUp = Promise.withResolvers<void>();
  page.on("websocket", (socket) => socket.on("close", () => hungUp.resolve()));
  await page.reload();
  await ana.ready();
  await ana.settled();
  await page.route("**/sair", async (route) => {
    const answer = await route.fetch({ maxRedirects: 0 });
    await hungUp.promise;
    await route.fulfill({ response: answer });
  });
  const asked = page.waitForRequest("**/sair");
  await page.getByRole("button", { name: "Sair" }).click();
  const response = await (await asked).response();
  expect(response?.status()).toBe(303);
  await page.getByLabel("Como você se chama?").waitFor();
});
