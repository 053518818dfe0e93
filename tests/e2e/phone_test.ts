import { expect } from "expect";
import type { Locator, Page } from "playwright-core";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { Finger, type Spot } from "../support/finger.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

Deno.test("a phone is used with fingers, and its own way back", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser({ hosts: ["sala.lan"] });
  const person = await Person.named("Ana", site.url);
  await person.ask("/api/v1/rooms", { method: "POST", body: { name: "cozinha", kind: "public" } });
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  await bruno.post(geral, "quem traz o cabo?");
  await bruno.post(geral, `\`\`\`\n${"uma linha que não acaba ".repeat(20)}\n\`\`\``);
  const ana = await Chatter.open(browser, person.at(atLan(site)), PHONE);
  const { page } = ana;
  const finger = await Finger.on(page);
  const menu = page.locator('.top > [href="#salas"]');
  const rooms = page.getByRole("navigation", { name: "Salas" });
  const room = rooms.getByRole("link", { name: "geral" });

  const isOpen = () => page.locator("main[inert]").waitFor();
  const isShut = () => page.locator("main:not([inert])").waitFor();
  const entries = () => page.evaluate(() => history.length);

  await t.step("its link opens it, and the focus is in it alone", async () => {
    expect(await menu.getAttribute("aria-expanded")).toBe("false");
    await menu.tap();
    await isOpen();
    await room.and(page.locator(":focus")).waitFor();
    expect(await menu.getAttribute("aria-expanded")).toBe("true");
  });

  await t.step("the way back closes it, and no way opens it again", async () => {
    await page.goBack();
    await isShut();
    await menu.and(page.locator(":focus")).waitFor();
    expect(new URL(page.url()).hash).toBe("");
  });

  await t.step("Esc, the cross and what lies beside it close it by the same way", async () => {
    const before = await entries();
    const closes = [
      () => page.keyboard.press("Escape"),
      () => rooms.getByRole("link", { name: "Fechar" }).tap(),
      () => page.touchscreen.tap(350, 400),
    ];
    for (const close of closes) {
      await menu.tap();
      await isOpen();
      await close();
      await isShut();
      expect(await page.evaluate(() => "drawer" in Object(history.state))).toBe(false);
    }
    // What was gone back from is what comes next, each time.
    expect(await entries()).toBe(before);
  });

  await t.step("a page that began with it open is not left by closing it", async () => {
    await page.goto("about:blank");
    await page.goto(`${ana.url}/r/geral#salas`);
    await isOpen();
    await page.keyboard.press("Escape");
    await isShut();
    await page.waitForURL("**/r/geral#conversa");
    await page.goto(`${ana.url}/r/geral`);
    await ana.settled();
  });

  await t.step("a finger draws it out from its side, and back", async () => {
    await finger.stroke({ x: 20, y: 400 }, { x: 240, y: 410 });
    await isOpen();
    await finger.stroke({ x: 250, y: 400 }, { x: 60, y: 410 });
    await isShut();
  });

  await t.step("a finger that thinks better of it, or scrolls, leaves it as it was", async () => {
    await finger.draw({ x: 20, y: 400 }, { x: 280, y: 400 });
    await page.locator(".rail[data-drawn]").waitFor();
    await finger.move({ x: 150, y: 400 });
    await finger.move({ x: 30, y: 400 });
    await finger.lift();
    await page.locator(".rail:not([data-drawn])").waitFor({ state: "attached" });
    await finger.stroke({ x: 20, y: 400 }, { x: 60, y: 600 });
    expect(page.url()).not.toContain("#");
  });

  await t.step("the room that is chosen takes its place", async () => {
    await menu.tap();
    await isOpen();
    await rooms.getByRole("link", { name: "cozinha" }).tap();
    await page.waitForURL("**/r/cozinha");
    await page.goBack();
    await page.waitForURL("**/r/geral");
    await isShut();
    // The page has to be alive before a finger touches it.
    await ana.settled();
  });
  await t.step("a message that is drawn along the line is answered", async () => {
    const bar = page.locator(".composer .bar");
    const from = await middleOf(ana.messages("quem traz o cabo?"));
    await finger.down(from);
    // Its code comes with the first finger, which is on its way meanwhile.
    await eventually(async () => {
      await finger.move({ x: from.x + 90, y: from.y + 4 });
      await finger.move({ x: from.x + 100, y: from.y + 4 });
      return await page.locator(".answers[data-meant]").count() > 0;
    });
    await finger.lift();
    await bar.getByText("Respondendo a Bruno").waitFor();
    await bar.getByRole("button", { name: "Não responder" }).tap();
    await bar.waitFor({ state: "detached" });
  });

  await t.step("one that is drawn a little way, back, or up and down is not", async () => {
    const from = await middleOf(ana.messages("quem traz o cabo?"));
    await finger.stroke(from, { x: from.x + 40, y: from.y });
    await finger.stroke(from, { x: from.x - 120, y: from.y });
    await finger.stroke(from, { x: from.x + 20, y: from.y + 120 });
    await page.locator(".msg[data-drawn]").waitFor({ state: "detached" });
    expect(await page.locator(".composer .bar").count()).toBe(0);
  });

  await t.step("code scrolls under the finger, and answers nothing", async () => {
    const code = ana.messages("uma linha").locator("pre");
    const from = await middleOf(code);
    await finger.stroke(from, { x: from.x - 120, y: from.y }, 12);
    await page.waitForFunction(() => (document.querySelector("pre")?.scrollLeft ?? 0) > 0);
    await finger.stroke(from, { x: from.x + 120, y: from.y }, 12);
    expect(await page.locator(".composer .bar").count()).toBe(0);
  });

  const sheet = page.getByRole("dialog");

  await t.step("a finger that rests on a message has its actions, and copies it", async () => {
    const from = await middleOf(ana.messages("quem traz o cabo?"));
    await finger.down(from);
    await sheet.getByText("Bruno").waitFor();
    await finger.lift();
    await sheet.getByRole("menuitem", { name: "Copiar o texto" }).tap();
    await page.getByText("Texto copiado").waitFor();
    await ana.composer.tap();
    await page.keyboard.press("Control+V");
    expect(await ana.composer.inputValue()).toBe("quem traz o cabo?");
    await ana.composer.fill("");
  });

  await t.step("the sheet is drawn down, or stays", async () => {
    const from = await middleOf(ana.messages("quem traz o cabo?"));
    await finger.down(from);
    await sheet.waitFor();
    await finger.lift();
    const head = await middleOf(sheet.locator(".about"));
    await finger.draw(head, { x: head.x, y: head.y + 200 });
    await page.locator("dialog[data-drawn]").waitFor();
    await finger.move({ x: head.x, y: head.y + 30 });
    await finger.move({ x: head.x, y: head.y });
    await finger.lift();
    await page.locator("dialog:not([data-drawn])").waitFor();
    await finger.stroke(head, { x: head.x, y: head.y + 300 });
    await sheet.waitFor({ state: "detached" });
  });

  await t.step(
    "the keyboard stays while one sends and taps, and the end stays in sight",
    async () => {
      const { composer, log } = ana;
      await composer.tap();
      // What the keyboard leaves of the window.
      await page.setViewportSize({ width: 360, height: 400 });
      await composer.fill("já vou");
      await page.getByRole("button", { name: "Enviar" }).tap();
      await ana.sees("já vou");
      expect(await inSight(ana.messages("já vou"), log)).toBe(true);
      await composer.and(page.locator(":focus")).waitFor();
      await ana.messages("já vou").tap();
      await composer.and(page.locator(":focus")).waitFor();
    },
  );

  await t.step("a phone that is turned keeps what one reads", async () => {
    const { log } = ana;
    for (let n = 0; n < 30; n++) await bruno.post(geral, `mensagem ${n}`);
    await ana.sees("mensagem 29");
    const { x, y } = await middleOf(log);
    await finger.stroke({ x, y: y - 80 }, { x, y: y + 80 }, 12);
    await page.getByRole("link", { name: "Ir para o fim" }).waitFor();
    const row = ana.messages(await firstInSight(page));
    for (const [width, height] of [[740, 360], [360, 740]] as const) {
      await page.setViewportSize({ width, height });
      await eventually(() => inSight(row, log));
    }
  });
  ana.expectPeace();
});

/** Whether some of a message is within the log. */
async function inSight(row: Locator, log: Locator): Promise<boolean> {
  const [one, all] = [await row.boundingBox(), await log.boundingBox()];
  return !!one && !!all && one.y + one.height > all.y && one.y < all.y + all.height;
}

/** What the second message in sight says: the first may be half above it. */
async function firstInSight(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const top = document.querySelector(".log")?.getBoundingClientRect().top ?? 0;
    const rows = [...document.querySelectorAll(".log article")];
    const shown = rows.filter((row) => row.getBoundingClientRect().top >= top);
    return shown[1]?.querySelector(".txt")?.textContent ?? "";
  });
}

async function middleOf(place: Locator): Promise<Spot> {
  await place.scrollIntoViewIfNeeded();
  const box = await place.boundingBox();
  if (!box) throw new Error(`${place} is not to be seen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function atLan({ url }: AloneSite): string {
  return url.replace("127.0.0.1", "sala.lan");
}
