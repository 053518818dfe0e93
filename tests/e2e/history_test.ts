import { expect } from "expect";
import type { Locator } from "playwright-core";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("older messages come as Ana scrolls up, to the first of all, and nothing jumps", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const person = await Person.named("Ana", site.url);
  const geral = await person.room();
  await using line = await person.connect();
  await Promise.all(Array.from({ length: 230 }, (_, n) => line.post(geral.id, `mensagem ${n}.`)));
  const all = (await person.wholeHistory(geral.id)).map(({ body }) => body);
  const ana = await Chatter.open(browser, person, { viewport: { width: 900, height: 600 } });
  const rows = ana.log.getByRole("article");

  expect((await ana.texts()).at(-1)).toBe(all.at(-1));
  expect(await isInSight(rows.last(), ana.log)).toBe(true);

  for (let pages = 0; (await ana.texts()).length < all.length; pages++) {
    expect(pages).toBeLessThan(10);
    const held = await ana.texts();
    expect(held).toEqual(all.slice(-held.length));
    const first = ana.messages(held[0] ?? "");
    await first.evaluate((row) => row.scrollIntoView({ block: "start" }));
    const before = await first.locator(".txt").boundingBox();
    await ana.messages(all.at(-held.length - 1) ?? "").waitFor({ state: "attached" });
    const after = await first.locator(".txt").boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 9_999))).toBeLessThan(2);
  }
  expect(await ana.texts()).toEqual(all);
  await ana.page.getByText("Aqui começa #geral").waitFor({ state: "attached" });
  ana.expectPeace();
});

async function isInSight(row: Locator, log: Locator): Promise<boolean> {
  const [inner, outer] = [await row.boundingBox(), await log.boundingBox()];
  if (!inner || !outer) return false;
  return inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height + 1;
}
