import { expect } from "expect";
import { Visitor } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { SharedKitchen } from "../support/kitchen.ts";
import { choose, closePanel, openMenu, panelOf, say } from "../support/message_acts.ts";
import { Person } from "../support/person.ts";

Deno.test("what is done to messages while Bruno is offline is there right after he is back", async (t) => {
  await using kitchen = await SharedKitchen.open();
  const { ana, bruno, clara, room, base } = kitchen;
  const step = (name: string, act: () => Promise<unknown>, seen: () => Promise<unknown>) =>
    t.step(name, async () => {
      await kitchen.withoutBruno(act);
      await seen();
      await kitchen.expectSame();
    });

  await step("a formatted message", async () => {
    await ana.write("**Bolo** às *três*, ~~duas~~\n> com `farinha`\n\n||surpresa||");
    await stored(ana, "Bolo");
  }, async () => {
    for (const tag of ["strong", "em", "s", "blockquote code", ".spoiler"]) {
      await bruno.messages("Bolo").locator(tag).waitFor();
    }
  });

  await step("a reply, whose quote leads to what is far away", async () => {
    await ana.page.goto(`${ana.url}/r/${room.slug}/1`);
    await choose(ana, "quem traz o cabo?", "Responder");
    await ana.write("o cabo trago eu");
    await stored(ana, "o cabo trago eu");
  }, async () => {
    const answer = bruno.messages("o cabo trago eu").last();
    await answer.getByRole("link", { name: /^Clara\s*quem traz o cabo\?$/ }).click();
    await bruno.page.locator(".msg.shown", { hasText: "quem traz o cabo?" }).waitFor();
    await bruno.page.getByRole("link", { name: "Ir para o fim" }).click();
    await answer.waitFor();
  });

  const called = await say(clara, room.id, "quem vem à festa?");
  await say(clara, room.id, "eu não", called);
  await bruno.messages("quem vem à festa?").first().getByRole("link", { name: "1 resposta" })
    .click();
  await panelOf(bruno).getByText("eu não").waitFor();
  await step("answers in a thread, also in a panel that is open", async () => {
    await ana.messages("quem vem à festa?").first().getByRole("link", { name: "1 resposta" })
      .click();
    await panelOf(ana).getByRole("textbox", { name: "Responder" }).fill("eu vou *sim*");
    await ana.page.keyboard.press("Enter");
    await panelOf(ana).getByText("cozinha · 2 respostas").waitFor();
    await closePanel(ana);
  }, async () => {
    await panelOf(bruno).getByText("eu vou sim").waitFor();
    await panelOf(bruno).getByText("cozinha · 2 respostas").waitFor();
    await closePanel(bruno);
    await bruno.messages("quem vem à festa?").first().getByRole("link", { name: "2 respostas" })
      .waitFor();
  });

  await ana.write("o jantar é às sete");
  await bruno.sees("o jantar é às sete");
  await step("an edit, with what was said before", async () => {
    await ana.composer.press("ArrowUp");
    await ana.page.locator(".composer .bar").getByText("Editando a mensagem").waitFor();
    await ana.write("o jantar é às **oito**");
    await ana.messages("às oito").getByRole("link", { name: "(editada)" }).waitFor();
    await eventually(async () => (await clara.history(room.id)).at(-1)?.editedAt);
  }, async () => {
    await bruno.messages("às oito").getByRole("link", { name: "(editada)" }).click();
    const revisions = bruno.page.getByRole("dialog", { name: "Edições" });
    await revisions.getByText("às sete").waitFor();
    expect(await revisions.locator(".txt").allInnerTexts())
      .toEqual(["o jantar é às oito", "o jantar é às sete"]);
    await bruno.page.keyboard.press("Escape");
  });

  await step("a reaction", async () => {
    const menu = await openMenu(ana, "às oito");
    await menu.getByRole("menuitemcheckbox", { name: "👍" }).click();
    await ana.messages("às oito").getByRole("button", { name: "👍 1: Você" }).waitFor();
    await eventually(async () => (await clara.history(room.id)).at(-1)?.reactions);
  }, () => bruno.messages("às oito").getByRole("button", { name: "👍 1: Ana" }).waitFor());

  await step("a pin, in the list of the room too", async () => {
    await choose(ana, "às oito", "Fixar na sala");
    await ana.messages("às oito").getByRole("link", { name: "fixada" }).waitFor();
    await eventually(async () => (await clara.history(room.id)).at(-1)?.pinned);
  }, async () => {
    await bruno.messages("às oito").first().getByRole("link", { name: "fixada" }).click();
    await panelOf(bruno).getByRole("article", { name: /o jantar é às oito/ }).waitFor();
    await closePanel(bruno);
  });

  await ana.write("esqueçam isto");
  await say(clara, room.id, "uma grosseria");
  await bruno.sees("uma grosseria");
  await step("deletions, by whom it is of and by a moderator", async () => {
    for (const text of ["esqueçam isto", "uma grosseria"]) {
      await choose(ana, text, "Apagar");
      await ana.page.getByRole("dialog", { name: "Apagar" }).getByRole("button", { name: "Apagar" })
        .click();
      await ana.messages(text).waitFor({ state: "detached" });
    }
    await eventually(async () =>
      (await clara.history(room.id)).filter(({ deleted }) => deleted).length === 2
    );
  }, async () => {
    for (const text of ["esqueçam isto", "uma grosseria"]) {
      await bruno.messages(text).waitFor({ state: "detached" });
    }
    expect(await bruno.page.getByRole("article", { name: /Mensagem apagada/ }).count()).toBe(2);
  });

  await say(clara, (await clara.room()).id, "a senha do Wi-Fi é ||pão||");
  await step("a message passed on from another room", async () => {
    const elsewhere = await tabOf(ana, "geral");
    await choose(elsewhere, "a senha do Wi-Fi", "Encaminhar");
    const dialog = elsewhere.page.getByRole("dialog", { name: "Encaminhar" });
    await dialog.getByRole("button", { name: "cozinha" }).click();
    await elsewhere.page.getByText("Encaminhada para cozinha.").waitFor();
    await elsewhere.page.close();
    await ana.sees("a senha do Wi-Fi");
  }, async () => {
    const passed = bruno.messages("a senha do Wi-Fi");
    await passed.locator("blockquote strong", { hasText: "Clara" }).waitFor();
    await passed.locator(".spoiler").waitFor();
  });

  await step("mentions, by name and of all, here and in another room", async () => {
    await ana.write("@Bruno, o forno é seu");
    await ana.write("@todos, à mesa");
    await stored(ana, "à mesa");
    await say(clara, (await clara.room()).id, "@bruno, ligue para mim");
  }, async () => {
    for (const text of ["o forno é seu", "à mesa"]) {
      await bruno.messages(text).and(bruno.page.locator(".to-me")).waitFor();
    }
    const rooms = bruno.page.getByRole("navigation");
    await rooms.getByRole("link", { name: /geral.*1 menção/ }).waitFor();
    for (const url of [ana.url, bruno.url]) {
      const found = await listAt(kitchen.still, `${url}/mencoes`);
      expect(found.slice(0, 3))
        .toEqual(["@bruno, ligue para mim", "@todos, à mesa", "@Bruno, o forno é seu"]);
    }
  });

  await say(clara, room.id, "guarde a receita de pão de queijo");
  await step("what Bruno has put aside, as it is by now", async () => {
    await clara.ask(`${base}/messages/${await seqOf(clara, room.id, "guarde a receita")}`, {
      method: "PATCH",
      body: { body: "guarde a receita de **broa**" },
    });
  }, async () => {
    await bruno.messages("broa").locator("strong").waitFor();
    await choose(bruno, "broa", "Guardar para mim");
    await bruno.page.getByText("Guardada. Só você vê.").waitFor();
    for (const url of [ana.url, bruno.url]) {
      expect(await listAt(kitchen.still, `${url}/guardadas`)).toEqual(["guarde a receita de broa"]);
    }
  });

  await step("what can be searched for, on both instances, without its accents", async () => {
    await ana.write("a **ação** começa amanhã");
    await stored(ana, "começa amanhã");
  }, async () => {
    await bruno.sees("começa amanhã");
    for (const url of [ana.url, bruno.url]) {
      const find = () => listAt(kitchen.still, `${url}/busca?q=acao`);
      await eventually(async () => (await find()).length > 0);
      expect(await find()).toEqual(["a ação começa amanhã"]);
      expect(await kitchen.still.page.locator(".hit mark").allInnerTexts()).toEqual(["ação"]);
    }
  });

  await step("a permalink, in its context", async () => {
    await ana.write("o endereço é **Rua 7**");
    await stored(ana, "Rua 7");
    await say(clara, room.id, "depois do endereço");
  }, async () => {
    await bruno.sees("depois do endereço");
    const seq = await seqOf(clara, room.id, "o endereço é");
    for (const url of [ana.url, bruno.url]) {
      for (const at of [seq, 1]) {
        await kitchen.still.page.goto(`${url}/r/${room.slug}/${at}`);
        const shown = kitchen.still.log.locator(".msg.shown");
        expect(await shown.getAttribute("data-seq")).toBe(String(at));
        expect(await kitchen.still.log.getByRole("article").count()).toBeGreaterThan(10);
      }
    }
  });

  await bruno.messages("o cabo trago eu").getByRole("link", { name: /quem traz/ }).click();
  const far = bruno.messages("receita 1.").last();
  await far.waitFor();
  await step("an edit where Bruno reads, far from what is new", async () => {
    await clara.ask(`${base}/messages/${await seqOf(clara, room.id, "receita 1.")}`, {
      method: "PATCH",
      body: { body: "receita 1.: *pamonha*" },
    });
    await ana.write("e isto é novo");
    await stored(ana, "e isto é novo");
  }, async () => {
    await far.locator("em", { hasText: "pamonha" }).waitFor();
    await bruno.page.getByRole("link", { name: "1 nova mensagem" }).click();
    await bruno.sees("e isto é novo");
  });

  await step("what the room tells: who came, its topic, its name", async () => {
    const dora = await Person.named("Dora", ana.url);
    await dora.ask(`${base}/members`, { method: "POST", body: {} });
    await ana.write("/topico pão e *manteiga*");
    await ana.log.getByText("pão e *manteiga*").waitFor();
    await ana.write("/nome copa");
    await ana.log.getByText("deu à sala o nome copa").waitFor();
  }, async () => {
    await bruno.log.getByText("Dora entrou").waitFor();
    await bruno.log.getByText("mudou o assunto: pão e *manteiga*").waitFor();
    await bruno.log.getByText("deu à sala o nome copa").waitFor();
    await bruno.page.getByRole("heading", { name: "copa" }).waitFor();
    await bruno.page.locator("header.top").getByText("pão e *manteiga*").waitFor();
    await bruno.page.getByRole("navigation").getByRole("link", { name: "copa" }).waitFor();
  });

  expect(await bruno.page.evaluate(() => Reflect.get(globalThis, "stays"))).toBe(true);
  ana.expectPeace();
  bruno.expectPeace();
});

/** Resolves when an own message is shown as one that is stored. */
async function stored(who: Chatter, text: string): Promise<void> {
  await who.messages(text).and(who.page.locator("[data-seq]")).last().waitFor();
}

/** Another tab of the same browser. */
async function tabOf({ visitor: { context }, url }: Chatter, slug: string): Promise<Chatter> {
  const tab = new Chatter(new Visitor(context, await context.newPage()), url);
  await tab.page.goto(`${url}/r/${slug}`);
  await tab.ready();
  return tab;
}

/** The messages in the list at this address. */
async function listAt({ page }: Chatter, url: string): Promise<string[]> {
  await page.goto(url);
  return await page.locator(".hit > a").allInnerTexts();
}

/** Where the message stands that begins so. */
async function seqOf(person: Person, room: number, begins: string): Promise<number> {
  const found = (await person.wholeHistory(room)).find(({ body }) => body.startsWith(begins));
  if (!found) throw new Error(`Nobody has said ${begins}`);
  return found.seq;
}
