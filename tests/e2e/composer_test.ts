import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("keys do in the composer what people expect", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const ana = await Chatter.join(browser, site.url, "Ana");
  const witness = await Person.named("Bruno", site.url);
  const geral = await witness.room();
  const stored = async () => (await witness.history(geral.id)).map(({ body }) => body);

  await t.step("Shift+Enter is a new line, Enter sends", async () => {
    await ana.composer.pressSequentially("uma");
    await ana.composer.press("Shift+Enter");
    await ana.composer.pressSequentially("duas");
    expect(await stored()).toEqual([]);
    await ana.composer.press("Enter");
    await ana.sees("duas");
    await using line = await witness.connect({ rooms: { [geral.id]: 0 } });
    await line.hear("uma\nduas");
    expect(await ana.composer.inputValue()).toBe("");
  });

  await t.step("Ctrl+Enter sends too, and so does the button", async () => {
    await using line = await witness.connect();
    await ana.composer.fill("com Ctrl");
    await ana.composer.press("Control+Enter");
    await line.hear("com Ctrl");
    await ana.composer.fill("com o botão");
    await ana.page.getByRole("button", { name: "Enviar" }).click();
    await line.hear("com o botão");
  });

  await t.step("Enter that ends a composition does not send", async () => {
    const before = await stored();
    await ana.composer.fill("にほん");
    const composing = [{ isComposing: true, keyCode: 13 }, { isComposing: false, keyCode: 229 }];
    for (const init of composing) {
      const prevented = await ana.composer.evaluate((area, init) => {
        const event = new KeyboardEvent("keydown", {
          key: "Enter",
          bubbles: true,
          cancelable: true,
          ...init,
        });
        area.dispatchEvent(event);
        return event.defaultPrevented;
      }, init);
      expect(prevented).toBe(false);
    }
    expect(await ana.composer.inputValue()).toBe("にほん");
    await ana.composer.press("Enter");
    await ana.sees("にほん");
    await using line = await witness.connect({ rooms: { [geral.id]: 0 } });
    await line.hear("にほん");
    expect(await stored()).toEqual([...before, "にほん"]);
  });

  await t.step(
    "a blank text is not sent, and an overlong one stays with what is wrong",
    async () => {
      const before = await stored();
      await ana.composer.fill("  \n ");
      await ana.composer.press("Enter");
      await ana.composer.fill("a".repeat(8_001));
      await ana.composer.press("Enter");
      await ana.page.getByText(/1 caractere a mais que o limite/).waitFor();
      expect((await ana.composer.inputValue()).length).toBe(8_001);
      await ana.composer.fill("depois disso");
      await ana.composer.press("Enter");
      await using line = await witness.connect({ rooms: { [geral.id]: 0 } });
      await line.hear("depois disso");
      expect(await stored()).toEqual([...before, "depois disso"]);
    },
  );

  await t.step("a letter typed anywhere goes to the composer", async () => {
    await ana.log.focus();
    await ana.page.keyboard.press("x");
    expect(await ana.composer.inputValue()).toBe("x");
    await ana.composer.fill("");
  });
  ana.expectPeace();
});

Deno.test("Back goes from room to room, and shows nothing after signing out", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const person = await Person.named("Ana", site.url);
  await person.ask("/api/v1/rooms", { method: "POST", body: { name: "Cozinha" } });
  await person.post((await person.room()).id, "conversa reservada");
  const ana = await Chatter.open(browser, person);
  const rooms = ana.page.getByRole("navigation", { name: "Salas" });
  await rooms.getByRole("link", { name: /cozinha/i }).click();
  await ana.page.waitForURL("**/r/cozinha");
  await ana.ready();
  await ana.page.goBack();
  await ana.page.waitForURL("**/r/geral");
  await ana.ready();
  await ana.sees("conversa reservada");
  await ana.write("ainda aqui");
  await ana.sees("ainda aqui");

  await ana.page.getByRole("button", { name: "Sair" }).click();
  await ana.page.getByLabel("Como você se chama?").waitFor();
  await ana.page.goBack();
  await ana.page.getByLabel("Como você se chama?").waitFor();
  expect(await ana.page.content()).not.toContain("conversa reservada");
  ana.expectPeace();
});
