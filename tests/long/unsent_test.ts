import { expect } from "expect";
import type { WebSocketRoute } from "playwright-core";
import { startBrowser, Visitor } from "../support/browser.ts";
import { Chatter, keptBy } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

/** Stands between a page and the server, which then finally refuses every message with this text. */
function refuse(text: string): (page: WebSocketRoute) => void {
  return (page) => {
    const server = page.connectToServer();
    page.onMessage((said) => {
      const { t, id, room, body } = JSON.parse(String(said));
      if (t !== "send" || !String(body).includes(text)) return server.send(said);
      const nack = { t: "nack", re: t, id, room, code: "forbidden", message: "no", retry: false };
      page.send(JSON.stringify(nack));
    });
  };
}

Deno.test("a failed message can be changed: its text comes back before what is being written", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const witness = await Person.named("Clara", site.url);
  const { id: geral } = await witness.room();
  const ana = await Chatter.join(browser, site.url, "Ana");
  await ana.settled();
  await ana.page.routeWebSocket(/\/ws$/, refuse("recusada"));
  await ana.page.reload();
  await ana.ready();
  await ana.settled();
  await ana.write("mensagem recusada");
  const failure = ana.log.locator(".failed .state");
  await failure.getByText("Não enviada: você não pode escrever nesta sala.").waitFor();
  await ana.composer.fill("e um rascunho");
  await failure.getByRole("button", { name: "Editar" }).click();
  await failure.waitFor({ state: "detached" });
  expect(await ana.composer.inputValue()).toBe("mensagem recusada\ne um rascunho");
  expect(await ana.composer.evaluate((area) => area === document.activeElement)).toBe(true);
  expect(await ana.messages("recusada").count()).toBe(0);

  // Nothing is lost on the way, and nothing comes twice.
  await ana.page.reload();
  await ana.ready();
  await ana.settled();
  expect(await ana.composer.inputValue()).toBe("mensagem recusada\ne um rascunho");
  expect(await ana.texts()).toEqual([]);
  expect(await keptBy(ana)).toBe(0);

  await ana.write("mensagem mudada");
  await using line = await witness.connect({ rooms: { [geral]: 0 } });
  await line.hear("mensagem mudada");
  await ana.write("outra recusada");
  await failure.getByRole("button", { name: "Editar" }).click();
  expect(await ana.composer.inputValue()).toBe("outra recusada");
  await ana.page.keyboard.type("?");
  expect(await ana.composer.inputValue()).toBe("outra recusada?");
  expect((await witness.history(geral)).map(({ body }) => body)).toEqual(["mensagem mudada"]);
  ana.expectPeace();
});

Deno.test("two tabs that flush what both have kept send it once, in the order of each", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const witness = await Person.named("Clara", site.url);
  const { id: geral } = await witness.room();
  const one = await Chatter.join(browser, site.url, "Ana");
  await one.settled();
  const { context } = one.visitor;
  const other = new Chatter(new Visitor(context, await context.newPage()), site.url);
  await other.page.goto(`${site.url}/r/geral`);
  await other.ready();
  await other.settled();
  await site.instance.kill();
  for (let n = 1; n <= 5; n++) {
    await one.write(`primeira aba ${n}`);
    await other.write(`segunda aba ${n}`);
  }
  await eventually(async () => await keptBy(one) === 10);
  await site.instance.start();
  // Both hear at the same time that there is a network.
  await Promise.all(
    [one, other].map(({ page }) => page.evaluate(() => dispatchEvent(new Event("online")))),
  );
  await eventually(async () => await keptBy(one) === 0, { withinMs: 30_000 });

  const stored = (await witness.wholeHistory(geral)).map(({ body }) => body);
  for (const tab of ["primeira aba", "segunda aba"]) {
    expect(stored.filter((body) => body.startsWith(tab)))
      .toEqual([1, 2, 3, 4, 5].map((n) => `${tab} ${n}`));
  }
  expect(stored.length).toBe(10);
  for (const chatter of [one, other]) {
    await chatter.log.locator(".pending, .failed").first().waitFor({ state: "detached" });
    expect(await chatter.texts()).toEqual(stored);
    chatter.expectPeace();
  }
});

Deno.test("what is written in one room goes also when another one is opened", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const person = await Person.named("Ana", site.url);
  await person.ask("/api/v1/rooms", { method: "POST", body: { name: "Cozinha" } });
  const cozinha = await person.room("cozinha");
  const ana = await Chatter.open(browser, person, { slug: "cozinha" });
  await ana.settled();
  await ana.page.routeWebSocket(/\/ws$/, () => {});
  await ana.page.reload();
  await ana.ready();
  await ana.settled();
  await ana.write("da cozinha");
  await eventually(async () => await keptBy(ana) === 1);
  await ana.page.unrouteAll();
  const next = await ana.visitor.context.newPage();
  await ana.page.close();
  const elsewhere = new Chatter(new Visitor(ana.visitor.context, next), site.url);
  await next.goto(`${site.url}/r/geral`);
  await elsewhere.ready();
  await elsewhere.settled();
  await eventually(async () => await keptBy(elsewhere) === 0, { withinMs: 10_000 });
  expect((await person.history(cozinha.id)).map(({ body }) => body)).toEqual(["da cozinha"]);
  expect(await elsewhere.texts()).toEqual([]);
  elsewhere.expectPeace();
});

Deno.test("what waits is sent though the browser has thrown away where it was kept", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const witness = await Person.named("Clara", site.url);
  const { id: geral } = await witness.room();
  const ana = await Chatter.join(browser, site.url, "Ana");
  await ana.settled();
  await site.instance.kill();
  await ana.write("primeira");
  await ana.write("segunda");
  await eventually(async () => await keptBy(ana) === 2);
  await ana.page.evaluate(() =>
    new Promise((resolve, reject) => {
      const deleting = indexedDB.deleteDatabase("conexao");
      deleting.onsuccess = resolve;
      deleting.onerror = reject;
    })
  );
  await ana.write("terceira");
  await eventually(async () => await keptBy(ana) === 1);
  await site.instance.start();
  await using line = await witness.connect({ rooms: { [geral]: 0 } });
  await line.hear("terceira", 30_000);
  const texts = ["primeira", "segunda", "terceira"];
  expect((await witness.wholeHistory(geral)).map(({ body }) => body)).toEqual(texts);
  await eventually(async () => await keptBy(ana) === 0);
  expect(await ana.texts()).toEqual(texts);
  ana.expectPeace();
});

Deno.test("a page that was out of sight for long asks at once for what it may have missed", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const ana = await Chatter.join(browser, site.url, "Ana");
  await ana.settled();
  const said: string[] = [];
  ana.page.on(
    "websocket",
    (socket) => socket.on("framesent", ({ payload }) => said.push(JSON.parse(String(payload)).t)),
  );
  await ana.page.reload();
  await ana.ready();
  await ana.settled();
  // Nothing is sent before there is a connection.
  await ana.write("oi");
  await eventually(() => said.includes("send"));
  const lookAway = (ms: number) =>
    ana.page.evaluate((ms) => {
      let state = "hidden";
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
      document.dispatchEvent(new Event("visibilitychange"));
      const { now } = Date;
      Date.now = () => now() + ms;
      state = "visible";
      document.dispatchEvent(new Event("visibilitychange"));
      Date.now = now;
    }, ms);
  await lookAway(59_000);
  await eventually(() => said.includes("ping"));
  expect(said).not.toContain("pull");
  await lookAway(61_000);
  await eventually(() => said.includes("pull"));
});
