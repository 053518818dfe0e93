import { gzipSync } from "node:zlib";
import { expect } from "expect";
import type { Page, Response } from "playwright-core";
import { startBrowser } from "../support/browser.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

/** What the first load of a room may weigh, in bytes with compression. */
const MOST = { document: 25_000, stylesheet: 12_000, script: 40_000 };

const BODIES = [
  "Bom dia! Alguém já ligou o servidor da sala 3?",
  "Já, desde as 8h. O endereço é http://192.168.0.7:3000 e a **senha** está no quadro.",
  "Obrigado! 👍 Vou avisar a turma.",
];

Deno.test("the first load of a room with 50 messages keeps within its weight", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const geral = await bruno.room();
  for (let n = 0; n < 50; n++) await bruno.post(geral.id, BODIES[n % BODIES.length]!);
  const { context, page } = await browser.visitor();
  const [name = "", value = ""] = (await Person.named("Ana", site.url)).cookie?.split("=") ?? [];
  await context.addCookies([{ name, value, url: site.url }]);
  const loaded = await firstLoad(page, `${site.url}/r/geral`);
  for (const [type, most] of Object.entries(MOST)) {
    await t.step(`${type}: at most ${most} bytes`, async () => {
      const weight = await weightOf(loaded.filter((one) => one.request().resourceType() === type));
      expect(weight).toBeGreaterThan(1_000);
      expect(weight).toBeLessThanOrEqual(most);
    });
  }
});

/** All that has come when the page is alive: it listens, and what it shows can be used. */
async function firstLoad(page: Page, url: string): Promise<Response[]> {
  const loaded: Response[] = [];
  page.on("response", (response) => loaded.push(response));
  const greeted = page.waitForEvent("websocket").then((socket) =>
    socket.waitForEvent("framereceived")
  );
  await page.goto(url);
  await greeted;
  return loaded.slice();
}

async function weightOf(responses: readonly Response[]): Promise<number> {
  const bodies = await Promise.all(responses.map((response) => response.body()));
  return bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
}
