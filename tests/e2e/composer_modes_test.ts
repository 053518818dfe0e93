import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";
import { eventually } from "../support/eventually.ts";

Deno.test("an own message is changed where it was written, and a reply is seen to be one", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  await bruno.post(geral, "quem traz o cabo?");
  const ana = await Chatter.join(browser, site.url, "Ana");
  const { page, composer } = ana;
  const bar = page.locator(".composer .bar");

  await t.step("Up in the empty field takes the last own message, Enter saves it", async () => {
    await ana.write("eu trago");
    // What was never sent would come back into the field instead.
    await ana.messages("eu trago").and(page.locator("[data-seq]")).waitFor();
    await composer.press("ArrowUp");
    await bar.getByText("Editando a mensagem").waitFor();
    expect(await composer.inputValue()).toBe("eu trago");
    await composer.pressSequentially(" dois");
    await composer.press("Enter");
    await ana.sees("eu trago dois");
    await ana.messages("(editada)").waitFor();
    expect(await composer.inputValue()).toBe("");
    await eventually(async () => (await bruno.history(geral))[1]?.body === "eu trago dois");
  });

  await t.step("Up in a text moves the caret, and nothing else", async () => {
    await composer.fill("uma\nduas");
    await composer.press("ArrowUp");
    expect(await bar.count()).toBe(0);
    await composer.fill("");
  });

  await t.step("Esc leaves the change, and the message stays as it was", async () => {
    await composer.press("ArrowUp");
    await bar.getByText("Editando a mensagem").waitFor();
    await composer.fill("não vai");
    await composer.press("Escape");
    await bar.waitFor({ state: "detached" });
    expect(await composer.inputValue()).toBe("");
    expect((await bruno.history(geral)).map(({ body }) => body)).not.toContain("não vai");
  });

  await t.step("Esc leaves a reply, and its text stays", async () => {
    await page.goto(`${site.url}/r/geral?responder=1`);
    await bar.getByText("Respondendo a Bruno").waitFor();
    await composer.pressSequentially("quase");
    await composer.press("Escape");
    await bar.waitFor({ state: "detached" });
    expect(await composer.inputValue()).toBe("quase");
    await composer.fill("");
  });

  await t.step("a reply goes with the message that it answers, after a reload too", async () => {
    await page.goto(`${site.url}/r/geral?responder=1`);
    await bar.getByText("Respondendo a Bruno").waitFor();
    await composer.pressSequentially("o meu");
    await page.waitForFunction(() => JSON.stringify(localStorage).includes("reply"));
    await page.goto(`${site.url}/r/geral`);
    await bar.getByText("Respondendo a Bruno").waitFor();
    expect(await composer.inputValue()).toBe("o meu");
    await composer.press("Enter");
    await ana.sees("o meu");
    await bar.waitFor({ state: "detached" });
    await using line = await bruno.connect({ rooms: { [geral]: 0 } });
    await line.hear("o meu");
    const answer = (await bruno.history(geral)).find(({ body }) => body === "o meu");
    expect(answer?.replyTo).toBe(1);
  });

  await t.step("of a message deleted while it is changed, the new text stays", async () => {
    await composer.press("ArrowUp");
    await bar.getByText("Editando a mensagem").waitFor();
    await composer.fill("texto que não pode sumir");
    const mine = (await bruno.history(geral)).at(-1);
    const cookies = await page.context().cookies();
    const same = new Person(site.url);
    same.cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    await same.ask(`/api/v1/rooms/${geral}/messages/${mine?.seq}`, { method: "DELETE", body: {} });
    await bar.getByText("A mensagem foi apagada enquanto você editava").waitFor();
    expect(await composer.inputValue()).toBe("texto que não pode sumir");
    await composer.fill("");
  });
  ana.expectPeace();
});

Deno.test("a reply and a setting work without a script", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  await bruno.post(geral, "quem vem?");
  const ana = await Chatter.join(browser, site.url, "Ana", { javaScriptEnabled: false });
  const { page, composer } = ana;
  const drop = page.getByRole("link", { name: "Não responder" });
  await page.goto(`${site.url}/r/geral?responder=1`);
  await drop.waitFor();
  await composer.fill("  ");
  await page.getByRole("button", { name: "Enviar" }).click();
  // A refusal keeps what is answered.
  await page.getByText("A mensagem está vazia.").waitFor();
  await drop.waitFor();
  await composer.fill("eu");
  await page.getByRole("button", { name: "Enviar" }).click();
  await ana.sees("eu");
  const [, answer] = await bruno.history(geral);
  expect(answer).toMatchObject({ body: "eu", replyTo: 1 });
  await page.goto(`${site.url}/r/geral?responder=1`);
  await drop.click();
  await page.waitForURL(`${site.url}/r/geral`);

  await page.goto(`${site.url}/ajustes`);
  await page.getByLabel("Enter quebra a linha").check();
  await page.locator("#escrever").getByRole("button").click();
  await page.getByText("Guardado.").first().waitFor();
  expect(await page.getByLabel("Enter quebra a linha").isChecked()).toBe(true);
  ana.expectPeace();
});
