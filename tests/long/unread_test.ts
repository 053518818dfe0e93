import { expect } from "expect";
import type { Locator } from "playwright-core";
import { startBrowser, Visitor } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

/** Bruno and Ana in geral, and a second room of Bruno's to be elsewhere. */
async function setScene(site: AloneSite) {
  const bruno = await Person.named("Bruno", site.url);
  const ana = await Person.named("Ana", site.url);
  await ana.ask("/api/v1/rooms", { method: "POST", body: { name: "cozinha" } });
  return { bruno, ana, geral: await bruno.room() };
}

function link(chatter: Chatter, name: RegExp): Locator {
  return chatter.page.getByRole("navigation", { name: "Salas" }).getByRole("link", { name });
}

function divider(chatter: Chatter): Locator {
  return chatter.log.locator(".fresh");
}

/** Somebody turns to another window, or back. */
async function turn({ page }: Chatter, looks: boolean): Promise<void> {
  await page.evaluate((looks) => {
    document.hasFocus = () => looks;
    dispatchEvent(new Event(looks ? "focus" : "blur"));
  }, looks);
}

/** Ana has read everything, as the server knows it. */
async function hasRead(ana: Person): Promise<boolean> {
  return (await ana.room()).unread === 0;
}

Deno.test("the mark before new messages stays for the visit, and is gone after a reload", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const { bruno, ana: person, geral } = await setScene(site);
  await bruno.post(geral.id, "antes");
  await eventually(async () => (await person.room()).unread === 1);
  const ana = await Chatter.open(browser, person);
  await divider(ana).getByText("1 nova mensagem").waitFor();
  await eventually(() => hasRead(person));
  expect(await divider(ana).count()).toBe(1);
  await ana.page.reload();
  await ana.ready();
  expect(await divider(ana).count()).toBe(0);

  // From another room the list tells what comes, and what was there before the reload.
  await link(ana, /^cozinha/).click();
  await ana.ready();
  for (const text of ["um", "dois", "três"]) await bruno.post(geral.id, text);
  await link(ana, /^geral.*3 não lidas/).waitFor();
  expect(await ana.page.title()).toMatch(/^\(3\) cozinha/);
  await ana.page.reload();
  await link(ana, /^geral.*3 não lidas/).waitFor();
  await ana.page.goBack();
  await ana.ready();
  await divider(ana).getByText("3 novas mensagens").waitFor();
  await ana.write("li tudo");
  await divider(ana).waitFor({ state: "detached" });
  ana.expectPeace();
});

Deno.test("a bar leads to new messages out of sight, and marks them as read", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const { bruno, ana: person, geral } = await setScene(site);
  await bruno.post(geral.id, "a primeira nova");
  for (let n = 0; n < 70; n++) await bruno.post(geral.id, `linha ${n}`);
  await eventually(async () => (await person.room()).unread === 71);
  const ana = await Chatter.open(browser, person);
  const bar = ana.page.getByRole("group", { name: "71 novas mensagens" });
  await bar.getByRole("link", { name: "Ir" }).click();
  await ana.messages("a primeira nova").and(ana.page.locator(":focus")).waitFor();
  await eventually(() => ana.messages("a primeira nova").isVisible());
  await bar.waitFor({ state: "detached" });
  await ana.page.keyboard.press("Escape");
  await divider(ana).waitFor({ state: "detached" });
  await ana.messages("linha 69").waitFor();
  await eventually(() => hasRead(person));

  await link(ana, /^cozinha/).click();
  await ana.ready();
  for (let n = 0; n < 40; n++) await bruno.post(geral.id, `depois ${n}`);
  await link(ana, /^geral.*40 não lidas/).click();
  await ana.ready();
  const later = ana.page.getByRole("group", { name: "40 novas mensagens" });
  await later.waitFor();
  await ana.page.keyboard.press("Shift+PageUp");
  await later.waitFor({ state: "detached" });
  await divider(ana).getByText("40 novas mensagens").waitFor();
  await ana.page.getByRole("link", { name: "Ir para o fim" }).click();
  await later.getByRole("button", { name: "Já li" }).click();
  await later.waitFor({ state: "detached" });
  await ana.composer.and(ana.page.locator(":focus")).waitFor();
  await eventually(() => hasRead(person));
  ana.expectPeace();
});

Deno.test("what comes while nobody looks is marked, and read once somebody looks again", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const { bruno, ana: person, geral } = await setScene(site);
  const ana = await Chatter.open(browser, person);
  const look = (looks: boolean) => turn(ana, looks);
  await bruno.post(geral.id, "à vista");
  await ana.sees("à vista");
  await eventually(async () => (await person.room()).readSeq > 0);
  expect(await divider(ana).count()).toBe(0);
  await look(false);
  for (const text of ["enquanto isso", "e mais"]) await bruno.post(geral.id, text);
  await divider(ana).getByText("2 novas mensagens").waitFor();
  await ana.page.waitForFunction(() => document.title.startsWith("(2) geral"));
  expect((await person.room()).unread).toBe(2);
  await look(true);
  await eventually(() => hasRead(person));
  await ana.page.waitForFunction(() => document.title.startsWith("geral"));
  expect(await divider(ana).count()).toBe(1);
  ana.expectPeace();
});

Deno.test("what comes while nobody looks is heard; who wants it quiet hears and sees no mark", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const { bruno, ana: person, geral } = await setScene(site);
  const ana = await Chatter.open(browser, person);
  // Chromium here has no loudspeaker: what is counted is that something was to be heard.
  await ana.page.addInitScript(() => {
    const { AudioContext } = globalThis;
    Reflect.set(globalThis, "heard", 0);
    globalThis.AudioContext = class extends AudioContext {
      constructor() {
        super();
        Reflect.set(globalThis, "heard", Reflect.get(globalThis, "heard") + 1);
      }
    };
  });
  const heard = () => ana.page.evaluate(() => Reflect.get(globalThis, "heard"));
  await ana.page.reload();
  await ana.ready();
  await bruno.post(geral.id, "à vista");
  await ana.sees("à vista");
  await eventually(() => hasRead(person));
  await turn(ana, false);
  await bruno.post(geral.id, "ouviu?");
  await eventually(async () => await heard() === 1);
  await ana.page.waitForFunction(() => document.title.startsWith("(1) geral"));

  await person.ask("/api/v1/me", { method: "PATCH", body: { notify: false } });
  await ana.page.reload();
  await ana.ready();
  await eventually(() => hasRead(person));
  await turn(ana, false);
  await bruno.post(geral.id, "psiu");
  await ana.sees("psiu");
  await link(ana, /^geral.*1 não lida/).waitFor();
  expect([await heard(), await ana.page.title()]).toEqual([0, "geral · ConexaoChat"]);
  ana.expectPeace();
});

Deno.test("by keyboard alone a message is marked as unread, and another page of Ana's knows", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const { bruno, ana: person, geral } = await setScene(site);
  for (const text of ["um", "dois", "três"]) await bruno.post(geral.id, text);
  const ana = await Chatter.open(browser, person);
  const { context } = ana.visitor;
  const other = new Chatter(new Visitor(context, await context.newPage()), site.url);
  await other.page.goto(`${site.url}/r/cozinha`);
  await other.ready();
  await ana.page.bringToFront();
  await eventually(() => hasRead(person));

  const back = ["Shift+Tab", "Shift+Tab", "ArrowUp", "ArrowUp"];
  for (const key of back) await ana.page.keyboard.press(key);
  await ana.messages("dois").and(ana.page.locator(":focus")).waitFor();
  await ana.page.keyboard.press("Enter");
  const menu = ana.page.getByRole("menu", { name: "Ações da mensagem" });
  await menu.waitFor();
  await ana.page.keyboard.press("Escape");
  await menu.waitFor({ state: "detached" });
  await ana.messages("dois").and(ana.page.locator(":focus")).waitFor();
  await ana.page.keyboard.press("Enter");
  await menu.waitFor();
  const mark = ana.page.locator(":focus", { hasText: "Marcar como não lida" });
  await eventually(async () => {
    await ana.page.keyboard.press("ArrowUp");
    return await mark.count() === 1;
  });
  await ana.page.keyboard.press("Enter");
  await divider(ana).getByText("2 novas mensagens").waitFor();
  await link(other, /^geral.*2 não lidas/).waitFor();
  await eventually(async () => (await person.room()).unread === 2);
  ana.expectPeace();
});

Deno.test("a finger that rests on a message opens what can be done, and a report goes to the moderators", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const { bruno, ana: person, geral } = await setScene(site);
  await bruno.post(geral.id, "uma ofensa");
  const phone = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } };
  const visitor = await browser.visitor(phone);
  const [name = "", value = ""] = person.cookie?.split("=") ?? [];
  await visitor.context.addCookies([{ name, value, url: site.url }]);
  const ana = new Chatter(visitor, site.url);
  await ana.page.goto(`${site.url}/r/geral`);
  const box = await ana.messages("uma ofensa").boundingBox();
  const at = { x: box!.x + 60, y: box!.y + box!.height / 2 };
  const session = await visitor.context.newCDPSession(ana.page);
  const touch = (type: string, touchPoints: { x: number; y: number }[]) =>
    session.send("Input.dispatchTouchEvent", { type: type as "touchStart", touchPoints });
  const rest = () =>
    eventually(async () => {
      await touch("touchStart", [at]);
      const menu = ana.page.getByRole("menu");
      const opened = await menu.waitFor({ timeout: 1_500 }).then(() => true, () => false);
      await touch("touchEnd", []);
      return opened;
    });
  await rest();
  await ana.page.getByRole("menuitem", { name: "Quem leu" }).click();
  await ana.page.getByRole("dialog", { name: "Quem leu" }).getByText(/de 2|Ninguém leu/).waitFor();
  await ana.page.getByRole("button", { name: "Fechar" }).click();
  await rest();
  await ana.page.getByRole("menuitem", { name: "Denunciar" }).click();
  const dialog = ana.page.getByRole("dialog", { name: "Denunciar" });
  await dialog.getByRole("textbox").fill("isto ofende");
  await dialog.getByRole("button", { name: "Denunciar" }).click();
  await ana.page.getByText("Denunciada. Quem modera vai ver.").waitFor();
  ana.expectPeace();
});

Deno.test("whoever owns a room deletes what others wrote, and may take that back", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const { bruno, ana: person } = await setScene(site);
  const cozinha = await person.room("cozinha");
  await bruno.ask(`/api/v1/rooms/${cozinha.id}/members`, { method: "POST", body: {} });
  await bruno.post(cozinha.id, "fora do assunto");
  const ana = await Chatter.open(browser, person, { slug: "cozinha" });
  const row = ana.log.getByRole("article").first();
  await row.hover();
  await row.getByRole("button", { name: "Ações da mensagem" }).click();
  await ana.page.getByRole("menuitem", { name: "Apagar" }).click();
  const dialog = ana.page.getByRole("dialog", { name: "Apagar" });
  await dialog.getByRole("button", { name: "Apagar" }).click();
  await row.getByText("Mensagem apagada").waitFor();
  await ana.page.getByRole("button", { name: "Desfazer" }).click();
  await ana.sees("fora do assunto");
  ana.expectPeace();
});

Deno.test("a room that is locked, or slow, says so where one writes, as it happens", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const { bruno: person, ana: owner } = await setScene(site);
  const cozinha = await owner.room("cozinha");
  const path = `/api/v1/rooms/${cozinha.id}`;
  await person.ask(`${path}/members`, { method: "POST", body: {} });
  const bruno = await Chatter.open(browser, person, { slug: "cozinha" });
  await bruno.composer.fill("já volto a isto");
  await owner.ask(path, { method: "PATCH", body: { locked: true } });
  await bruno.page.getByText("A sala está fechada por um tempo.").waitFor();
  expect(await bruno.composer.isVisible()).toBe(false);
  await owner.ask(path, { method: "PATCH", body: { locked: false } });
  await bruno.composer.waitFor();
  expect(await bruno.composer.inputValue()).toBe("já volto a isto");

  await owner.ask(path, { method: "PATCH", body: { slow: 30 } });
  await bruno.page.locator("header.top").getByText("uma mensagem a cada").waitFor();
  await bruno.composer.press("Enter");
  await bruno.sees("já volto a isto");
  await bruno.write("cedo demais");
  await bruno.page.getByText(/Modo lento: \d+ s/).waitFor();
  bruno.expectPeace();
});
