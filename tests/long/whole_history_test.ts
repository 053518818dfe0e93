import { expect } from "expect";
import type { Page } from "playwright-core";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { fillRoom } from "../support/long_room.ts";
import { Person } from "../support/person.ts";
import { numbers, readAll } from "../support/read_all.ts";
import { AloneSite } from "../support/sites.ts";

const MANY = 2_000;

Deno.test("a room of two thousand messages is read up to the first and down again", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  await fillRoom(bruno, geral, MANY);
  const ana = await Chatter.open(browser, await Person.named("Ana", site.url));
  await watchJumps(ana.page);

  await t.step("up to where the room begins, with never too much on the page", async () => {
    await readAll(ana, "up");
    expect((await numbers(ana))[0]).toBe(1);
    await ana.log.getByText("Aqui começa #geral").waitFor();
  });

  await t.step("and down again to the newest, without a gap", async () => {
    await readAll(ana, "down");
    expect((await numbers(ana)).at(-1)).toBe(MANY);
    await ana.page.getByRole("link", { name: "Ir para o fim" }).waitFor({ state: "detached" });
  });

  await t.step("and nothing that was read has jumped", async () => {
    expect(await ana.page.evaluate(() => Reflect.get(globalThis, "jumps"))).toEqual([]);
  });

  await t.step("what comes then is in sight", async () => {
    await bruno.post(geral, "uma nova");
    await ana.sees("uma nova");
    expect(await ana.log.evaluate((log) => log.scrollTop)).toBe(0);
  });
  ana.expectPeace();
});

/** Watches, frame by frame, that no text in sight moves by itself when what is around it changes. */
async function watchJumps(page: Page): Promise<void> {
  await page.evaluate(() => {
    const log = document.querySelector<HTMLElement>(".log")!;
    const jumps: string[] = [];
    Reflect.set(globalThis, "jumps", jumps);
    let seen = new Map<Element, number>();
    const look = () => {
      const { top, bottom } = log.getBoundingClientRect();
      const texts = [...log.querySelectorAll("article .txt")]
        .map((text) => [text, text.getBoundingClientRect().top] as const);
      seen = new Map(texts.filter(([, at]) => at >= top && at < bottom));
    };
    new MutationObserver(() => {
      // Before the next frame: the reader has not scrolled in between.
      const before = seen;
      requestAnimationFrame(() => {
        if (before !== seen) return;
        for (const [text, top] of before) {
          const moved = text.isConnected ? text.getBoundingClientRect().top - top : Infinity;
          if (Math.abs(moved) > 1) jumps.push(`${text.textContent} by ${moved}`);
        }
      });
    }).observe(log, { childList: true, subtree: true });
    log.addEventListener("scroll", look, { passive: true });
    look();
  });
}
