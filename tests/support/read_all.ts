import { expect } from "expect";
import type { Chatter } from "./chatter.ts";

/** As many messages as a page holds when it is at rest. */
const MOST_HELD = 320;

/** Scrolls as a reader does, until it goes no further; looks at all that is on the page meanwhile. */
export async function readAll(ana: Chatter, way: "up" | "down"): Promise<void> {
  const edge = ana.log.locator(`[data-side=${way === "up" ? "older" : "newer"}]`);
  const end = async () => {
    const top = await ana.log.evaluate((log) =>
      log.scrollHeight - log.clientHeight + log.scrollTop
    );
    const left = way === "up" ? top : -await ana.log.evaluate((log) => log.scrollTop);
    return left < 2 && await edge.count() === 0;
  };
  await ana.log.hover();
  for (let turns = 0; !await end(); turns++) {
    expect(turns).toBeLessThan(400);
    await ana.page.mouse.wheel(0, way === "up" ? -900 : 900);
    await ana.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(0))));
    const shown = await numbers(ana);
    expect(shown).toEqual(shown.map((_, index) => shown[0]! + index));
    expect(shown.length).toBeLessThanOrEqual(MOST_HELD + 50);
  }
  const { length } = await numbers(ana);
  expect(length).toBeLessThanOrEqual(MOST_HELD);
}

/** The numbers of the messages on the page, in one look. */
export async function numbers(ana: Chatter): Promise<number[]> {
  return await ana.log.evaluate((log) =>
    [...log.querySelectorAll("article .txt")].map(({ textContent }) =>
      Number(/\d+/.exec(textContent ?? "")?.[0])
    )
  );
}
