import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter, keptBy } from "../support/chatter.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("what Ana writes while the server is away is sent once when it is back", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const geral = await bruno.room();
  const ana = await Chatter.join(browser, site.url, "Ana");
  await ana.settled();
  await using before = await bruno.connect();
  await ana.write("antes");
  // Others have seen it, so it is stored.
  await before.hear("antes");
  expect((await bruno.history(geral.id)).map(({ body }) => body)).toEqual(["antes"]);

  await site.instance.kill();
  await ana.write("durante, 1");
  await ana.write("durante, 2");
  await ana.sees("durante, 2");
  await ana.page.getByRole("status").filter({ hasText: "Sem conexão." }).waitFor();
  await ana.log.getByText("Guardada neste aparelho").waitFor();
  // The connection is gone, and writing goes on.
  await ana.write("durante, 3");

  await site.instance.start();
  await using line = await bruno.connect({ rooms: { [geral.id]: 0 } });
  await line.waitFor(
    "events",
    ({ messages }) => messages.some(({ body }) => body === "durante, 3"),
    {
      within: 30_000,
    },
  );
  await ana.page.getByRole("status").filter({ hasText: "Sem conexão." }).waitFor({
    state: "hidden",
  });
  await ana.log.getByText("Guardada neste aparelho").waitFor({ state: "hidden" });
  const wanted = ["antes", "durante, 1", "durante, 2", "durante, 3"];
  expect((await bruno.wholeHistory(geral.id)).map(({ body }) => body)).toEqual(wanted);
  expect(await ana.texts()).toEqual(wanted);
  await ana.page.reload();
  await ana.ready();
  expect(await ana.texts()).toEqual(wanted);
  ana.expectPeace();
});

Deno.test("twenty messages wait for the server through a reload, and arrive once and in order", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const geral = await bruno.room();
  const ana = await Chatter.join(browser, site.url, "Ana");
  await ana.settled();
  await site.instance.kill();
  const texts = Array.from({ length: 20 }, (_, n) => `mensagem ${n + 1}.`);
  for (const text of texts) await ana.write(text);
  await ana.sees("mensagem 20.");
  await ana.page.getByRole("status").filter({ hasText: "Sem conexão." }).waitFor();

  await site.instance.start();
  // The page may have sent some of them by now, and not heard of it.
  await ana.page.reload();
  await using line = await bruno.connect({ rooms: { [geral.id]: 0 } });
  await line.hear("mensagem 20.", 30_000);
  expect((await bruno.wholeHistory(geral.id)).map(({ body }) => body)).toEqual(texts);
  await ana.log.locator(".pending, .failed").first().waitFor({ state: "detached" });
  expect(await ana.texts()).toEqual(texts);
  expect(await keptBy(ana)).toBe(0);
  ana.expectPeace();
});

Deno.test("what waits in the queue survives a closed page, and is still sent once", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const geral = await bruno.room();
  const ana = await Chatter.join(browser, site.url, "Ana");
  await ana.settled();
  await using line = await bruno.connect();
  const page = await ana.visitor.context.newPage();
  await page.goto(`${site.url}/r/geral`);
  await page.locator("#escrever:focus").waitFor();
  await site.instance.kill();
  await page.getByRole("textbox", { name: /^Escreva/ }).fill("da outra aba");
  await page.keyboard.press("Enter");
  await page.getByText("Guardada neste aparelho").waitFor();
  await page.close();
  await site.instance.start();
  await line.closed;
  await ana.page.goto(`${site.url}/r/geral`);
  await ana.ready();
  await using again = await bruno.connect({ rooms: { [geral.id]: 0 } });
  await again.hear("da outra aba", 20_000);
  await ana.sees("da outra aba");
  expect((await bruno.wholeHistory(geral.id)).map(({ body }) => body)).toEqual(["da outra aba"]);
});

Deno.test("what others said while the server was away is there when it is back", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const geral = await bruno.room();
  const ana = await Chatter.join(browser, site.url, "Ana");
  await ana.settled();
  await bruno.post(geral.id, "antes");
  await ana.sees("antes");
  await site.instance.kill();
  await site.instance.start();
  await bruno.post(geral.id, "perdida?");
  await ana.sees("perdida?", 20_000);
  expect(await ana.texts()).toEqual(["antes", "perdida?"]);
});
