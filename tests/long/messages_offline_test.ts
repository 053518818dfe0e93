import { expect } from "expect";
import { Chatter, keptBy } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { SharedKitchen } from "../support/kitchen.ts";
import { choose, openMenu, say } from "../support/message_acts.ts";
import { OwnWay } from "../support/own_way.ts";

Deno.test("what is done to messages without a connection is done once, and no text is lost", async (t) => {
  await using kitchen = await SharedKitchen.open();
  const { ana, bruno, clara, owner, room, base, way } = kitchen;

  await t.step("with no way at all", async () => {
    await prepare(kitchen, "pão");
    const before = await clara.history(room.id);
    await way.cut(bruno);
    await doAll(bruno, "pão");
    expect(await clara.history(room.id)).toEqual(before);
    await way.mend(bruno);
    await expectOnce(kitchen, "pão");
  });

  await t.step("on a way on which all is heard and nothing is answered", async () => {
    await prepare(kitchen, "água");
    way.deafen();
    await doAll(bruno, "água");
    await ana.sees("três de água");
    expect(await keptBy(bruno)).toBe(4);
    await way.cut(bruno);
    await way.mend(bruno);
    await expectOnce(kitchen, "água");
  });

  await t.step("what cannot wait is told, and can be tried again", async () => {
    await way.cut(bruno);
    await choose(bruno, "quem leva água?", "Guardar para mim");
    await bruno.page.getByText("Não deu certo. Tente de novo.").waitFor();
    await way.mend(bruno);
    await bruno.page.getByRole("button", { name: "Tentar de novo" }).click();
    await bruno.page.getByText("Guardada. Só você vê.").waitFor();
    const { entries } = JSON.parse((await kitchen.guest.ask("/api/v1/me/saved")).text);
    expect(entries.length).toBe(1);
  });

  await t.step("what is meant for a message that was deleted meanwhile", async () => {
    await bruno.write("o bolo é de fubá");
    await ana.sees("o bolo é de fubá");
    await say(clara, room.id, "gostam de fubá?");
    await bruno.sees("gostam de fubá?");
    await way.cut(bruno);
    await edit(bruno, "o bolo é de fubá com **erva-doce**");
    await react(bruno, "gostam de fubá?");
    await answer(bruno, "gostam de fubá?", "eu adoro");
    for (const { seq } of (await clara.history(room.id)).slice(-2)) {
      const { status } = await owner.ask(`${base}/messages/${seq}`, { method: "DELETE", body: {} });
      expect(status).toBe(200);
    }
    await way.mend(bruno);

    const bar = bruno.page.locator(".composer .bar");
    await bar.getByText("Não deu certo: a mensagem foi apagada.").waitFor();
    await bar.getByRole("button", { name: "Descartar" }).click();
    const refused = bar.getByText("A edição não foi salva: a mensagem foi apagada.");
    await refused.waitFor();
    // Whoever closes the page meanwhile has it still.
    await bruno.page.reload();
    await refused.waitFor();
    await bar.getByRole("button", { name: "Editar de novo" }).click();
    expect(await bruno.composer.inputValue()).toBe("o bolo é de fubá com **erva-doce**");
    await bar.waitFor({ state: "detached" });
    await bruno.composer.fill("");
    await ana.messages("eu adoro").getByRole("link", { name: "Mensagem apagada" }).waitFor();
    expect(await bruno.page.getByRole("article", { name: /: Mensagem apagada$/ }).count()).toBe(2);
    expect(await keptBy(bruno)).toBe(0);
    await kitchen.expectSame();
  });

  await using hers = new OwnWay(kitchen.site.b.port);
  const phone = await Chatter.open(kitchen.browser, owner.at(hers.url), { slug: room.slug });
  await phone.settled();
  const devices = [ana, phone];

  await t.step("two devices of Ana that change one message at the same time", async () => {
    await ana.write("a festa é na sexta");
    await phone.sees("a festa é na sexta");
    await begin(ana, "a festa é no sábado");
    await begin(phone, "a festa é no domingo");
    await Promise.all(devices.map(({ composer }) => composer.press("Enter")));
    await expectOneState(kitchen, devices, [
      "a festa é na sexta",
      "a festa é no domingo",
      "a festa é no sábado",
    ]);
  });

  await t.step("two devices of Ana, of which one is offline", async () => {
    await hers.cut(phone);
    await edit(phone, "a festa é hoje");
    await edit(ana, "a festa é amanhã");
    await bruno.sees("a festa é amanhã");
    await hers.mend(phone);
    await bruno.sees("a festa é hoje");
    await expectOneState(kitchen, devices, [
      "a festa é amanhã",
      "a festa é hoje",
      "a festa é na sexta",
      "a festa é no domingo",
      "a festa é no sábado",
    ]);
    await kitchen.expectSame();
  });
  for (const who of [ana, bruno, phone]) who.expectPeace();
});

/** Clara asks who brings something, and Bruno says so. */
async function prepare({ clara, bruno, ana, room }: SharedKitchen, what: string): Promise<void> {
  await say(clara, room.id, `quem leva ${what}?`);
  await bruno.sees(`quem leva ${what}?`);
  await bruno.write(`dois de ${what}`);
  await ana.sees(`dois de ${what}`);
  await bruno.messages(`dois de ${what}`).and(bruno.page.locator("[data-seq]")).waitFor();
}

/** An edit, a reaction, a pin and a reply, each of which is to be seen at once. */
async function doAll(who: Chatter, what: string): Promise<void> {
  await edit(who, `três de ${what}`);
  await react(who, `quem leva ${what}?`);
  await choose(who, `quem leva ${what}?`, "Fixar na sala");
  await who.messages(`quem leva ${what}?`).first().getByRole("link", { name: "fixada" }).waitFor();
  await answer(who, `quem leva ${what}?`, `eu levo ${what}`);
}

async function edit(who: Chatter, text: string): Promise<void> {
  await begin(who, text);
  await who.composer.press("Enter");
  await who.messages("(editada)").last().waitFor();
}

/** Begins to change the last own message. */
async function begin(who: Chatter, text: string): Promise<void> {
  await who.composer.press("ArrowUp");
  await who.page.locator(".composer .bar").getByText("Editando a mensagem").waitFor();
  await who.composer.fill(text);
}

async function react(who: Chatter, text: string): Promise<void> {
  const menu = await openMenu(who, text);
  await menu.getByRole("menuitemcheckbox", { name: "👍" }).click();
  await who.messages(text).first().getByRole("button", { name: "👍 1: Você" }).waitFor();
}

async function answer(who: Chatter, text: string, reply: string): Promise<void> {
  await choose(who, text, "Responder");
  await who.write(reply);
  await who.messages(reply).getByRole("link", { name: text }).waitFor();
}

/** All of it is stored, nothing of it twice, and nothing waits any more. */
async function expectOnce(kitchen: SharedKitchen, what: string): Promise<void> {
  const { ana, bruno, clara, base, room } = kitchen;
  await ana.sees(`eu levo ${what}`, 10_000);
  await eventually(async () => await keptBy(bruno) === 0);
  const all = (await clara.history(room.id)).filter(({ body }) => body.includes(what));
  const [asked, own] = all;
  expect(all).toMatchObject([
    { body: `quem leva ${what}?`, pinned: true, reactions: [{ emoji: "👍", n: 1 }] },
    { body: `três de ${what}` },
    { body: `eu levo ${what}`, replyTo: asked?.seq },
  ]);
  const { text } = await clara.ask(`${base}/messages/${own?.seq}/revisions`);
  expect(JSON.parse(text).revisions).toMatchObject([{ body: `dois de ${what}` }]);
  await kitchen.expectSame();
}

/** On every device and both instances the last message has said these, in one order. */
async function expectOneState(
  { owner, site, base, room }: SharedKitchen,
  devices: readonly Chatter[],
  texts: readonly string[],
): Promise<void> {
  const [here, there] = [owner, owner.at(site.b.url)];
  const seq = (await here.history(room.id)).at(-1)?.seq;
  const saidAt = async (person: typeof owner) => {
    const [now] = await person.history(room.id, `around=${seq}&limit=1`);
    const { text } = await person.ask(`${base}/messages/${seq}/revisions`);
    const earlier: { body: string }[] = JSON.parse(text).revisions;
    return [...earlier.map(({ body }) => body), now?.body];
  };
  await eventually(async () => (await saidAt(here)).length === texts.length);
  const said = await saidAt(here);
  expect(said.toSorted()).toEqual(texts.toSorted());
  expect(await saidAt(there)).toEqual(said);
  for (const device of devices) {
    const row = device.page.locator(`.talk article[data-seq="${seq}"]`);
    await row.filter({ hasText: said.at(-1) ?? "" }).getByRole("link", { name: "(editada)" })
      .click();
    const dialog = device.page.getByRole("dialog", { name: "Edições" });
    await dialog.getByText("Até").first().waitFor();
    expect(await dialog.locator(".txt").allInnerTexts()).toEqual(said.toReversed());
    await device.page.keyboard.press("Escape");
  }
}
