import type { Locator, Page } from "playwright-core";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { HOST } from "../support/file_room.ts";
import { say } from "../support/message_acts.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

/** So often, at most, one key is pressed to get somewhere. */
const MOST = 60;

Deno.test("Ana, who has no mouse, comes in, reads, writes, reacts, finds, and leaves", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser({ hosts: [HOST] });
  const bruno = await Person.named("Bruno", site.url);
  await say(bruno, (await bruno.room()).id, "quem traz o cabo?");
  const ana = new Chatter(await browser.visitor(), `http://${HOST}:${site.instance.port}`);
  const { page } = ana;
  const { keyboard } = page;
  const row = ana.messages("quem traz o cabo?");
  await page.goto(ana.url);

  await t.step("the name, Enter, and she reads", async () => {
    await pressTo(page, "Tab", page.getByRole("textbox", { name: "Como você se chama?" }));
    await keyboard.type("Ana");
    await keyboard.press("Enter");
    await ana.ready();
    await row.waitFor();
  });

  await t.step("she writes without going anywhere", async () => {
    await keyboard.type("eu trago");
    await keyboard.press("Enter");
    await ana.sees("eu trago");
  });

  await t.step("back to the messages, up to Bruno's, and a reaction from its menu", async () => {
    await pressTo(page, "Shift+Tab", ana.log.or(ana.log.getByRole("article")));
    await pressTo(page, "ArrowUp", row);
    await keyboard.press("Enter");
    await pressTo(page, "ArrowUp", page.getByRole("menuitemcheckbox").first());
    await pressTo(page, "ArrowRight", page.getByRole("menuitemcheckbox", { name: "🎉" }));
    await keyboard.press("Enter");
    await row.getByRole("button", { name: "🎉 1: Você", pressed: true }).waitFor();
  });

  await t.step("the search of the room, and a hit of it", async () => {
    await keyboard.press("Control+Shift+F");
    const field = page.getByRole("searchbox");
    await field.and(page.locator(":focus")).waitFor();
    await keyboard.type("cabo");
    await keyboard.press("Enter");
    await page.getByText("1 mensagem").waitFor();
    await pressTo(page, "Tab", page.locator(".hit a"));
    await keyboard.press("Enter");
    await page.locator("article.shown").filter({ hasText: "quem traz o cabo?" }).waitFor();
    await keyboard.press("Escape");
  });

  await t.step("and out", async () => {
    await pressTo(page, "Tab", page.getByRole("button", { name: "Sair" }));
    await keyboard.press("Enter");
    await page.getByLabel("Como você se chama?").waitFor();
  });
  ana.expectPeace();
});

/** Presses one key until one of these has the focus. */
async function pressTo(page: Page, key: string, goal: Locator): Promise<void> {
  for (let times = 0; times <= MOST; times++) {
    if (await goal.and(page.locator(":focus")).count() > 0) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${goal}`);
}
