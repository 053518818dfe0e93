import { expect } from "expect";
import type { Locator } from "playwright-core";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { pageBelow } from "../support/page_below.ts";
import { SharedSite } from "../support/sites.ts";

const PASSWORD = "cavalo correto bateria";

/** The rooms and conversations at the side. */
function rail(chatter: Chatter): Locator {
  return chatter.page.getByRole("navigation", { name: "Salas" });
}

/** One of them, by what it is called. */
function room(chatter: Chatter, name: string | RegExp): Locator {
  return rail(chatter).getByRole("link", { name });
}

/** Goes to a room by the list at the side. */
async function enter(chatter: Chatter, name: string | RegExp): Promise<void> {
  await room(chatter, name).click();
  await chatter.ready();
}

/** Opens a page by its way at the side, and waits for its title. */
async function visit(chatter: Chatter, link: string, title: string): Promise<void> {
  await rail(chatter).getByRole("link", { name: link, exact: true }).click();
  await chatter.page.getByRole("heading", { level: 1, name: title }).waitFor();
}

/** How much of a room is unread, as the server has it for whoever sits at this browser. */
function unreadOf(chatter: Chatter, slug: string): Promise<number | undefined> {
  return chatter.page.evaluate(async (slug) => {
    const { rooms } = await (await fetch("/api/v1/rooms")).json();
    return rooms.find((room: { slug: string }) => room.slug === slug)?.unread;
  }, slug);
}

/** Resolves when somebody has read all of a room, as the server knows it. */
async function hasRead(chatter: Chatter, slug: string): Promise<void> {
  await eventually(async () => await unreadOf(chatter, slug) === 0);
}

/** The first to come becomes the host, by the link that the start has shown. */
async function becomeHost(chatter: Chatter, logs: readonly string[]): Promise<void> {
  const token = /\/anfitriao\/([\w-]+)/.exec(logs.join("\n"))?.[1];
  expect(token).toBeDefined();
  await chatter.page.goto(`${chatter.url}/anfitriao/${token}`);
  await chatter.page.getByLabel("Crie uma senha").fill(PASSWORD);
  await chatter.page.getByRole("button", { name: "Hospedar a conversa" }).click();
  await chatter.page.waitForURL("**/anfitriao");
}

Deno.test("three people live through all that people and rooms are for, on two instances", async (t) => {
  const done = new Set([true]);
  /** What comes after a step that failed would only fail too. */
  async function step(name: string, act: () => Promise<void>): Promise<void> {
    if (!done.has(false)) done.add(await t.step(name, act));
  }

  await using site = await SharedSite.open();
  await using browser = await startBrowser();
  const ana = await Chatter.join(browser, site.a.url, "Ana");
  const bruno = await Chatter.join(browser, site.b.url, "Bruno");
  const clara = await Chatter.join(browser, site.a.url, "Clara");

  await step("joining: all three talk in the first room", async () => {
    for (const one of [ana, bruno, clara]) await one.write(`aqui é ${one === ana ? 1 : 2}`);
    await ana.write("bom dia a todos");
    for (const one of [ana, bruno, clara]) await one.sees("bom dia a todos");
    await bruno.write("bom dia, digo eu");
    await ana.sees("bom dia, digo eu");
    await hasRead(ana, "geral");
  });

  await step("renaming: the others see it on the page that they have open", async () => {
    await visit(bruno, "Ajustes", "Ajustes");
    await bruno.page.getByLabel("Como você se chama").fill("Breno");
    await bruno.page.locator("#nome").getByRole("button", { name: "Guardar" }).click();
    await bruno.page.getByText("Guardado.").waitFor();
    await ana.messages("bom dia, digo eu").locator(".name, bdi").filter({ hasText: "Breno" })
      .first().waitFor({ timeout: 3_000 });
    await enter(bruno, /^geral/);
  });

  await step("hosting: Ana takes the link that the start has shown", async () => {
    await becomeHost(ana, [...site.a.log, ...site.b.log]);
    await rail(ana).getByRole("link", { name: "Moderação" }).waitFor();
  });

  await step("a private room: nobody else sees it until they are invited", async () => {
    await visit(ana, "Ver e criar salas", "Salas");
    await ana.page.getByLabel("Nome").fill("Oficina");
    await ana.page.getByLabel("Privada").check();
    await ana.page.getByRole("button", { name: "Criar sala" }).click();
    await ana.ready();
    expect(await room(bruno, /^Oficina/).count()).toBe(0);
    await ana.page.goto(pageBelow(ana.page.url(), "pessoas"));
    await ana.page.getByRole("button", { name: "Convidar: Breno" }).click();
    await ana.page.getByText("Convite feito.").waitFor();
    await room(bruno, /^Oficina/).waitFor({ timeout: 3_000 });
    expect(await room(clara, /^Oficina/).count()).toBe(0);
    await enter(bruno, /^Oficina/);
    await enter(ana, /^Oficina/);
    await bruno.write("cheguei na oficina");
    await ana.sees("cheguei na oficina");
  });

  await step(
    "a mention: Ana sees it from another room, and it goes when she has read it",
    async () => {
      await clara.write("@Ana, venha ver");
      await room(ana, /^geral.*1 menção/).waitFor({ timeout: 3_000 });
      expect(await ana.page.title()).toMatch(/^\(1\) Oficina/);
      // It stands there also right after a reload, and on another page.
      await visit(ana, "Ver e criar salas", "Salas");
      await room(ana, /^geral.*1 menção/).waitFor();
      await enter(ana, /^geral/);
      await ana.log.getByText("1 nova mensagem").waitFor();
      await ana.sees("@Ana, venha ver");
      await hasRead(ana, "geral");
      await enter(ana, /^Oficina/);
      expect(await room(ana, /^geral.*1 menção/).count()).toBe(0);
    },
  );

  await step("in private: Clara writes to Ana, who sees that she is writing", async () => {
    await visit(clara, "Nova conversa", "Nova conversa");
    await clara.page.getByRole("checkbox", { name: /^Ana/ }).check();
    await clara.page.getByRole("button", { name: "Começar" }).click();
    await clara.page.locator("#escrever:focus").waitFor();
    await clara.page.keyboard.type("só para você");
    await clara.page.keyboard.press("Enter");
    await room(ana, /^Clara.*aqui agora.*1 não lida/).waitFor({ timeout: 3_000 });
    await enter(ana, /^Clara/);
    await ana.sees("só para você");
    const typing = ana.page.getByText("Clara está escrevendo…");
    // That somebody writes is passed on every two seconds at most, and she has just written.
    await eventually(async () => {
      await clara.page.keyboard.type("e mais ");
      return await typing.isVisible();
    }, { everyMs: 200 });
    await clara.page.keyboard.press("Enter");
    await ana.sees("e mais");
    await typing.waitFor({ state: "hidden" });
    expect(await rail(bruno).getByRole("link", { name: /^Clara/ }).count()).toBe(0);
  });

  await step("removing: Breno's page leads him elsewhere, and says why", async () => {
    await enter(ana, /^Oficina/);
    await ana.page.goto(pageBelow(ana.page.url(), "pessoas"));
    const breno = ana.page.locator("#membros li").filter({ hasText: "Breno" });
    await breno.getByText("aqui agora").waitFor();
    await breno.getByRole("button", { name: "Breno" }).click();
    await breno.getByRole("button", { name: "Tirar da sala" }).click();
    await bruno.page.waitForURL("**/r/geral", { timeout: 5_000 });
    await bruno.page.getByText("A sala Oficina não está mais aqui para você.").waitFor();
    expect(await room(bruno, /^Oficina/).count()).toBe(0);
    await bruno.page.goto(`${bruno.url}/r/oficina`);
    await bruno.page.getByText("Esta página não está nesta rede").waitFor();
  });

  await step("banning: Clara is out at once, and her device does not come in again", async () => {
    await rail(ana).getByRole("link", { name: "Moderação" }).click();
    const row = ana.page.locator("#pessoas li").filter({ hasText: "Clara" });
    await row.locator("summary").first().click();
    await row.locator("summary", { hasText: "Banir" }).click();
    await row.getByRole("button", { name: "Banir" }).click();
    await clara.page.getByLabel("Como você se chama?").waitFor({ timeout: 5_000 });
    await clara.page.getByLabel("Como você se chama?").fill("Clarice");
    await clara.page.getByRole("button", { name: "Entrar" }).click();
    await clara.page.getByText("Não dá para entrar deste aparelho agora.").waitFor();
  });

  ana.expectPeace();
  clara.expectPeace();
});
