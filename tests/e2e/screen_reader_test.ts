import { expect } from "expect";
import { heard } from "../a11y/heard.ts";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { say } from "../support/message_acts.ts";
import { newId } from "../support/new_id.ts";
import { Person } from "../support/person.ts";
import { shareFiles } from "../support/share_file.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("whoever only hears the pages joins, reads, writes, reacts, finds and leaves", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  const visitor = await browser.visitor();
  const { page } = visitor;
  await page.goto(site.url);

  await t.step("the first page asks for a name, and says who is there", async () => {
    expect(await heard(page.getByRole("main"))).toBe(JOIN);
    await page.getByRole("textbox", { name: "Como você se chama?" }).fill("Ana");
    await page.getByRole("button", { name: "Entrar" }).click();
    await page.waitForURL("**/r/geral");
  });

  const ana = new Chatter(visitor, site.url);
  await ana.ready();
  await t.step(
    "a message is named by its author, time, text, files, reactions and state",
    async () => {
      await fillRoom(bruno, geral);
      await page.reload();
      await ana.ready();
      await ana.log.getByRole("group", { name: "Arquivos da mensagem" }).waitFor();
      const rows = (await heard(ana.log)).split("\n")
        .filter((line) => /^ {2}- (?:'?article|heading)/.test(line));
      expect(rows.join("\n")).toBe(LOG);
    },
  );

  await t.step("what is offered while one writes is a list that the field leads to", async () => {
    await ana.composer.pressSequentially("oi, @b");
    const list = page.getByRole("listbox");
    expect(await heard(list)).toBe(OFFERED);
    const active = await ana.composer.getAttribute("aria-activedescendant");
    expect(active).toBe(await list.getByRole("option", { selected: true }).getAttribute("id"));
    await ana.composer.press("Enter");
    await ana.composer.press("Enter");
    await ana.sees("oi, @Bruno");
  });

  await t.step("others' messages are told as they come, own ones are not", async () => {
    await say(bruno, geral, "chegou **agora**");
    const told = page.getByRole("status").filter({ hasText: "Bruno: chegou" });
    await told.waitFor({ state: "attached" });
    expect(await told.getAttribute("aria-live")).not.toBe("off");
    expect(await ana.log.getAttribute("aria-live")).toBe("off");
    expect(await page.getByRole("status").filter({ hasText: "oi, @Bruno" }).count()).toBe(0);
  });

  await t.step(
    "the actions of a message are a menu, and all emoji a dialog with a search",
    async () => {
      await ana.log.getByRole("article", { name: /bom dia/ }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("menu", { name: "Ações da mensagem" }).waitFor();
      const menu = await heard(page.getByRole("dialog"));
      expect(menu.split("\n").slice(0, 11).join("\n")).toBe(MENU);
      await page.getByRole("menuitem", { name: "Outro emoji" }).click();
      const picker = page.getByRole("dialog", { name: "Reagir" });
      await picker.getByRole("searchbox", { name: "Procurar emoji" }).fill("festa");
      await page.keyboard.press("Enter");
      await ana.log.getByRole("button", { name: /^\S+ 1: Você$/, pressed: true }).waitFor();
    },
  );

  await t.step("a search says how much it found, and each hit leads to its place", async () => {
    await page.goto(`${site.url}/busca`);
    await page.getByRole("searchbox", { name: "Buscar mensagens" }).fill("laboratório");
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "1 mensagem" }).waitFor();
    const hit = page.getByRole("region", { name: "Hoje" }).getByRole("article");
    expect(await heard(hit)).toBe(HIT);
    await hit.getByRole("link", { name: /laboratório/ }).click();
    await page.waitForURL("**/r/geral/*");
    await page.locator("form.composer[data-ready]").waitFor();
    await page.locator("article:focus").filter({ hasText: "laboratório" }).waitFor();
  });

  await t.step("and out", async () => {
    await page.getByRole("button", { name: "Sair" }).click();
    await page.getByRole("textbox", { name: "Como você se chama?" }).waitFor();
  });
  ana.expectPeace();
});

/** What Bruno says, in all the ways in which a message can stand there. */
async function fillRoom(bruno: Person, room: number): Promise<void> {
  const path = `/api/v1/rooms/${room}/messages`;
  const first = await say(bruno, room, "bom dia, turma");
  const frame = { t: "react", id: newId(), room, seq: first, emoji: "🎉", on: true };
  await bruno.ask("/api/v1/frames", { method: "POST", body: { frames: [frame] } });
  const second = await say(bruno, room, "quem vem ao laboratório?");
  const body = { body: "quem vem ao **laboratório** hoje?" };
  await bruno.ask(`${path}/${second}`, { method: "PATCH", body });
  await shareFiles(bruno, room, { name: "roteiro.txt", bytes: new Uint8Array(2_048) });
  const gone = await say(bruno, room, "engano");
  await bruno.ask(`${path}/${gone}`, { method: "DELETE", body: {} });
}

const JOIN = `- main
  - heading "Entre na conversa" [level=1]
  - paragraph: Quem está nesta rede conversa aqui. Nada sai para a Internet.
  - text: Como você se chama?
  - textbox "Como você se chama?"
  - group: Já tenho senha
  - checkbox "Este computador é de todos A entrada vale só até fechar o navegador."
  - text: Este computador é de todos A entrada vale só até fechar o navegador.
  - button "Entrar"
  - paragraph: Ninguém está na conversa agora. Quem chega primeiro puxa assunto.`;
const LOG = `  - heading "Hoje" [level=2]
  - heading "3 novas mensagens" [level=2]
  - 'article "Bruno, 00:00: bom dia, turma, 🎉 1"'
  - 'article "Bruno, 00:00: quem vem ao laboratório hoje?, (editada)"'
  - 'article "Bruno, 00:00: roteiro.txt"'
  - 'article "Bruno, 00:00: Mensagem apagada"'`;
const OFFERED = `- listbox "Sugestões"
  - option "Bruno" [selected]`;
const MENU = `- dialog "Bruno, hoje, 00:00"
  - menu "Ações da mensagem"
    - group "Outro emoji"
      - menuitemcheckbox "👍"
      - menuitemcheckbox "❤️"
      - menuitemcheckbox "😂"
      - menuitemcheckbox "😮"
      - menuitemcheckbox "😢"
      - menuitemcheckbox "🎉"
      - menuitem "Outro emoji"
    - menuitem "Responder"`;
const HIT = `- article
  - text: Bruno geral
  - time: 00:00
  - link "quem vem ao laboratório hoje?"
    - text: quem vem ao
    - mark: laboratório
    - text: hoje?`;
