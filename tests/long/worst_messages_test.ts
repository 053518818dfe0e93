import { expect } from "expect";
import type { Page } from "playwright-core";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

/**
 * Milliseconds of work for one key or press of the mouse. An interaction is to be seen within 100 (INP,
 * https://web.dev/articles/inp); where cores share their units, work beside others takes half as long again.
 */
const MOST = 150;

Deno.test("a room full of the worst messages takes keys and clicks as fast as any", async (t) => {
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
      const { page, composer, log } = ana;
      // With the first key comes the composer's code, which is not work of what is shown.
      await page.keyboard.type("oi, ");
      const work = await workOf(page, [..."bom dia"].map((key) => () => press(page, key)));
      for (
        const target of [-1, -2, -3].flatMap((nth) => [log.getByRole("article").nth(nth), composer])
      ) {
        const { x, y } = (await target.boundingBox())!;
        await page.mouse.move(x + 60, Math.max(y, 80) + 8);
        work.push(...await workOf(page, [() => page.mouse.down(), () => page.mouse.up()]));
      }
      expect(Math.max(...work)).toBeLessThan(MOST);
      ana.expectPeace();
      await visitor.context.close();
    });
  }
});

function press(page: Page, key: string): Promise<void> {
  return page.keyboard.press(key === " " ? "Space" : key);
}

/**
 * The page's work for each thing done until it is at rest again, in milliseconds of its thread's own
 * time, of which what others do here takes little away.
 */
async function workOf(
  page: Page,
  deeds: readonly (() => Promise<void>)[],
): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
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
  for (const deed of deeds) {
    const before = await atRest();
    await deed();
    times.push(await atRest() - before);
  }
  return times;
}
