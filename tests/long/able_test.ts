import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("over plain HTTP one is told what works, what does not, and why", async (t) => {
  await using site = await AloneSite.open({ PUBLIC_URL: "https://chat.sala.lan" });
  await using browser = await startBrowser({ hosts: ["sala.lan"] });
  const url = `http://sala.lan:${site.instance.port}`;
  const ana = await Chatter.join(browser, url, "Ana");
  const row = (name: string) => ana.page.locator(".able > li").filter({ hasText: name });

  await t.step("where the microphone would be, it says why there is none", async () => {
    await ana.page.getByRole("button", { name: "Gravar voz: por que não aqui" }).click();
    const dialog = ana.page.getByRole("dialog");
    await dialog.getByText("só abre o microfone em endereço seguro").waitFor();
    await dialog.getByRole("link", { name: "O que funciona aqui" }).click();
    await ana.page.waitForURL("**/ajustes#funciona");
  });

  await t.step("the panel tells of each feature in a word, and why", async () => {
    await row("Mensagens ao vivo").getByText("Funciona", { exact: true }).waitFor();
    await row("Gravar voz").getByText("Não aqui", { exact: true }).waitFor();
    await row("Copiar").getByText("De outro jeito", { exact: true }).waitFor();
    await row("Avisos do sistema").getByText("Só em endereço seguro").waitFor();
    await row("Guardar o que não foi enviado").getByText("Funciona", { exact: true }).waitFor();
    expect(await ana.page.locator(".able > li").count()).toBe(12);
    const way = ana.page.getByRole("link", { name: "https://chat.sala.lan" });
    expect(await way.getAttribute("href")).toBe("https://chat.sala.lan");
  });

  await t.step("the choice of a sound is kept in this browser", async () => {
    const sound = ana.page.getByLabel("Tocar o som neste navegador");
    await sound.uncheck();
    await ana.page.reload();
    expect(await sound.isChecked()).toBe(false);
  });

  await t.step(
    "code that the browser will not copy is selected, and it says what to press",
    async () => {
      await ana.page.goto(`${url}/r/geral`);
      await ana.ready();
      await ana.composer.fill("```\nls -l\n```");
      await ana.composer.press("Control+Enter");
      await ana.page.evaluate(() => document.execCommand = () => false);
      await ana.log.getByRole("button", { name: "Copiar" }).click();
      await ana.log.getByRole("button", { name: "Selecionado: Ctrl+C" }).waitFor();
      expect((await ana.page.evaluate(() => getSelection()?.toString()))?.trim()).toBe("ls -l");
    },
  );

  await t.step("nothing was registered, asked for or complained of", async () => {
    expect(await ana.page.evaluate(() => "serviceWorker" in navigator)).toBe(false);
    const asked = ana.visitor.requests.map((one) => new URL(one).pathname);
    expect(asked.filter((path) => /manifest|sw\.js|icon-/.test(path))).toEqual([]);
    ana.expectPeace();
  });
});

Deno.test("without JavaScript the panel is one sentence", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const clara = await Chatter.join(browser, site.instance.url, "Clara", {
    javaScriptEnabled: false,
  });
  await clara.page.goto(`${site.instance.url}/ajustes`);
  await clara.page.getByText("Com JavaScript ligado, esta página mostra").waitFor();
  expect(await clara.page.locator(".able").count()).toBe(0);
  clara.expectPeace();
});
