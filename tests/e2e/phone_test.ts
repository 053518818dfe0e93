import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { Finger } from "../support/finger.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

Deno.test("on a phone the rooms are a drawer", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser({ hosts: ["sala.lan"] });
  const person = await Person.named("Ana", site.url);
  await person.ask("/api/v1/rooms", { method: "POST", body: { name: "cozinha", kind: "public" } });
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
    expect(new URL(page.url()).hash).toBe("");
  });

  await t.step("the room that is chosen takes its place", async () => {
    await menu.tap();
    await isOpen();
    await rooms.getByRole("link", { name: "cozinha" }).tap();
    await page.waitForURL("**/r/cozinha");
    await page.goBack();
    await page.waitForURL("**/r/geral");
    await page.locator("main:not([inert])").waitFor();
  });
  ana.expectPeace();
});

function atLan({ url }: AloneSite): string {
  return url.replace("127.0.0.1", "sala.lan");
}
