import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("a room full of the worst messages takes keys as fast as any", async (t) => {
  await using browser = await startBrowser();
  // As many elements as a message may have, and as much text.
  const worst = {
    emphasis: "*a* ".repeat(390) + "b ".repeat(3_000),
    mixture: "**a** ||b|| ~~c~~ `d` http://e.lan/x ".repeat(75) + "b ".repeat(2_500),
    lists: "- *a*\n".repeat(198) + "b ".repeat(3_000),
    depth: "> ".repeat(200) + "*a **b ".repeat(500) + "c** d* ".repeat(500),
    code: "```js\n" + "f(1, 'a');\n".repeat(700) + "```",
  };
  for (const [what, body] of Object.entries(worst)) {
    await t.step(what, async () => {
      await using site = await AloneSite.open();
      const names = ["Bruno", "Clara", "Davi", "Eva", "Fábio"];
      const people = await Promise.all(names.map((name) => Person.named(name, site.url)));
      const { id } = await people[0]!.room();
      for (let n = 0; n < 50; n++) {
        expect((await people[n % people.length]!.post(id, body.slice(0, 8_000))).status).toBe(201);
      }
      const visitor = await browser.visitor();
      visitor.context.setDefaultTimeout(60_000);
      const ana = new Chatter(visitor, site.url);
      await ana.page.goto(site.url);
      await ana.page.getByLabel("Como você se chama?").fill("Ana");
      await ana.page.getByRole("button", { name: "Entrar" }).click();
      await ana.ready();
      expect(await ana.log.getByRole("article").count()).toBe(50);
      expect(Math.min(...await workOf(ana, [..."bom dia a todos"]))).toBeLessThan(100);
      ana.expectPeace();
      await visitor.context.close();
    });
  }
});

/** The page's work for each key until it is at rest again, in milliseconds. */
async function workOf({ page }: Chatter, keys: readonly string[]): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const worked = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")!.value * 1_000;
  };
  const atRest = async () => {
    for (let before = -Infinity, now = await worked();; before = now, now = await worked()) {
      if (now - before < 2) return now;
      await page.evaluate(() =>
        new Promise((done) => requestIdleCallback(() => requestAnimationFrame(done)))
      );
    }
  };
  const times: number[] = [];
  for (const key of keys) {
    const before = await atRest();
    await page.keyboard.press(key === " " ? "Space" : key);
    times.push(await atRest() - before);
  }
  return times;
}
