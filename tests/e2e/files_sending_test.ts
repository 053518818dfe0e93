import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { contentOf, hashOf } from "../support/file_tray.ts";
import { begun, come, HOST, newestFile, shared, stored } from "../support/file_room.ts";
import { GatedWay } from "../support/gated_way.ts";
import { MadeFolder } from "../support/made_folder.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const MIB = 1_024 * 1_024;
/** More than all that lies in the network's buffers between a browser and its server. */
const LARGE = 24 * MIB;

Deno.test("files are chosen, pasted and dropped, and each becomes a message", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off", FILE_SIZE: "3MiB" });
  await using browser = await startBrowser({ hosts: [HOST] });
  const { ana, tray } = await come(browser, site.instance.port);
  const bruno = await Person.named("Bruno", site.url);
  const { page } = ana;
  expect(await page.evaluate(() => isSecureContext)).toBe(false);

  await t.step("a chosen file stands above the field until it is sent with its words", async () => {
    await tray.pick({ name: "roteiro.txt", bytes: 2_000 });
    await tray.isWhole("roteiro.txt");
    await ana.write("o roteiro da aula");
    await ana.sees("roteiro.txt");
    await tray.isEmpty();
    await stored(bruno, ["o roteiro da aula", ["roteiro.txt"]]);
    expect(await newestFile(bruno)).toEqual(contentOf(2_000));
  });

  await t.step("several go after their words, in their order, each by itself", async () => {
    const names = ["a.bin", "b.bin", "c.bin"];
    await tray.pick(...names.map((name) => ({ name, bytes: 1_000 })));
    for (const name of names) await tray.isWhole(name);
    await ana.write("as três");
    await ana.sees("c.bin");
    await stored(bruno, ["", ["a.bin"]], ["", ["b.bin"]], ["", ["c.bin"]]);
    const bodies = (await bruno.wholeHistory((await bruno.room()).id)).map(({ body }) => body);
    expect(bodies.slice(-4)).toEqual(["as três", "", "", ""]);
  });

  await t.step("an empty file is a file, too", async () => {
    await tray.pick({ name: "nada.txt", bytes: 0 });
    await tray.isWhole("nada.txt");
    await page.getByRole("button", { name: "Enviar" }).click();
    await ana.sees("nada.txt");
  });

  await t.step("one that is too large is told so before it starts, and taken away", async () => {
    const before = begun(ana);
    await tray.pick({ name: "filme.bin", bytes: 4 * MIB });
    await tray.is("filme.bin", "O arquivo tem 4 MB; aqui cabem 3 MB.");
    expect(begun(ana)).toBe(before);
    await ana.write("só palavras");
    await ana.sees("só palavras");
    await tray.press("Tirar filme.bin");
    await tray.isEmpty();
  });

  await t.step("a pasted picture is named by its time, and goes without words", async () => {
    await tray.bring("paste", { name: "image.png", bytes: 500, type: "image/png" });
    await tray.isWhole(".png");
    await ana.composer.press("Enter");
    await tray.isEmpty();
    await eventually(async () => (await shared(bruno)).at(-1)?.[1][0]?.endsWith(".png"));
    expect((await shared(bruno)).at(-1)?.[1][0]).toMatch(/^\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.png$/);
  });

  await t.step(
    "what is held over the page is asked for, and taken where it is dropped",
    async () => {
      await tray.bring("dragover", { name: "solto.bin", bytes: 10 });
      await page.getByText("Solte para enviar").waitFor();
      await tray.bring("drop", { name: "solto.bin", bytes: 10 });
      await tray.isWhole("solto.bin");
      await page.getByText("Solte para enviar").waitFor({ state: "detached" });
      await tray.press("Tirar solto.bin");
      await tray.isEmpty();
    },
  );

  await t.step("Ctrl+U opens the picker", async () => {
    const choosing = page.waitForEvent("filechooser");
    await page.keyboard.press("Control+u");
    await choosing;
  });

  await t.step("a long text that is pasted can become a file beside other words", async () => {
    const long = Array.from({ length: 60 }, (_, n) => `linha ${n}`).join("\n");
    await ana.composer.fill("veja: ");
    await ana.composer.evaluate((area, text) => {
      (area as HTMLTextAreaElement).setSelectionRange(6, 6);
      document.execCommand("insertText", false, "");
      const data = new DataTransfer();
      data.setData("text/plain", text);
      area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
      (area as HTMLTextAreaElement).value += text;
      area.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
    }, long);
    await page.getByRole("button", { name: "Pôr em um arquivo" }).click();
    await tray.isWhole("colado.txt");
    expect(await ana.composer.inputValue()).toBe("veja:");
    await ana.composer.press("Enter");
    await ana.sees("colado.txt");
    await stored(bruno, ["veja:", ["colado.txt"]]);
    expect(new TextDecoder().decode(await newestFile(bruno))).toBe(long);
  });

  await t.step(
    "a file that the server has no more is told, and its words can be sent anew",
    async () => {
      await tray.pick({ name: "velho.bin", bytes: 700 });
      await tray.isWhole("velho.bin");
      const url = ana.visitor.requests.findLast((url) => /\/tus\/./.test(url)) ?? "";
      const status = await page.evaluate(async (url) => {
        const headers = { "tus-resumable": "1.0.0" };
        return (await fetch(url, { method: "DELETE", headers })).status;
      }, url);
      expect(status).toBe(204);
      await ana.write("o velho");
      await ana.log.getByText("o arquivo não está mais no anfitrião").waitFor();
      await ana.messages("o velho").getByRole("button", { name: "Editar" }).click();
      await tray.isEmpty();
      expect(await ana.composer.inputValue()).toBe("o velho");
      await ana.composer.press("Enter");
      await ana.sees("o velho");
      const { id } = await bruno.room();
      await eventually(async () => (await bruno.wholeHistory(id)).at(-1)?.body === "o velho");
    },
  );

  ana.expectPeace();
});

Deno.test("a file on its way can be paused, cut and reloaded, and arrives whole and once", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using way = new GatedWay(site.instance.port);
  await using folder = await MadeFolder.open();
  await using browser = await startBrowser({ hosts: [HOST] });
  const { ana, tray } = await come(browser, way.port);
  const bruno = await Person.named("Bruno", site.url);
  const { page } = ana;
  const bar = page.getByRole("progressbar", { name: "Envio de aula.bin" });

  await t.step(
    "it is seen how far it is, and what is written meanwhile is not held up",
    async () => {
      way.close(2 * MIB);
      await tray.pickPaths(await folder.make("aula.bin", LARGE));
      await tray.is("aula.bin", /[1-9]\d?%/);
      const value = Number(await bar.getAttribute("value"));
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThan(LARGE);
      await ana.write("com a aula");
      await tray.is("aula.bin", /Vai quando terminar · \d+%/);
      await ana.write("e outra coisa");
      await ana.sees("e outra coisa");
      expect(await shared(bruno)).toEqual([]);
    },
  );

  await t.step("paused, it goes on where it was", async () => {
    await tray.press("Pausar aula.bin");
    await tray.is("aula.bin", /Pausado em \d+%/);
    await tray.press("Continuar aula.bin");
    await tray.is("aula.bin", /Vai quando terminar/);
  });

  await t.step("cut, it goes on by itself", async () => {
    way.cut();
    await tray.is("aula.bin", "Continua sozinho");
    way.close(4 * MIB);
    way.mend();
    await tray.is("aula.bin", /Vai quando terminar/);
  });

  await t.step("so it does after a reload, and is the message that it was to be", async () => {
    await tray.keeps(1);
    await page.reload();
    await ana.ready();
    await tray.is("aula.bin", /Vai quando terminar/);
    way.open();
    await ana.sees("com a aula", 30_000);
    await tray.isEmpty();
    await stored(bruno, ["com a aula", ["aula.bin"]]);
    expect((await shared(bruno)).length).toBe(1);
    expect(await hashOf(await newestFile(bruno))).toBe(await hashOf(contentOf(LARGE)));
    await eventually(async () => await tray.known() === 0);
  });

  await t.step("cancelled, it is gone, and its words are back in the field", async () => {
    way.close(2 * MIB);
    await tray.pickPaths(await folder.make("engano.bin", LARGE));
    await tray.is("engano.bin", /[1-9]\d?%/);
    await ana.write("por engano");
    await tray.press("Cancelar engano.bin");
    await tray.isEmpty();
    expect(await ana.composer.inputValue()).toBe("por engano");
    way.open();
    await ana.composer.fill("");
    await eventually(async () => await tray.known() === 0);
  });

  ana.expectPeace();
});

Deno.test("two tabs do not send the same file, and nothing is left when somebody signs out", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using way = new GatedWay(site.instance.port);
  await using folder = await MadeFolder.open();
  await using browser = await startBrowser({ hosts: [HOST] });
  const { ana, tray } = await come(browser, way.port);
  const bruno = await Person.named("Bruno", site.url);

  await t.step("a second tab leaves the file to the first", async () => {
    way.close(2 * MIB);
    await tray.pickPaths(await folder.make("aula.bin", LARGE));
    await tray.is("aula.bin", /[1-9]\d?%/);
    await tray.keeps(1);
    const second = await ana.visitor.context.newPage();
    await second.goto(ana.page.url());
    await second.locator("form.composer[data-ready]").waitFor();
    await second.locator('link[href*="sending.css"]').waitFor({ state: "attached" });
    await ana.write("uma vez só");
    way.open();
    await ana.sees("uma vez só", 30_000);
    await ana.sees("aula.bin");
    expect(await second.locator(".chip").count()).toBe(0);
    expect(begun(ana)).toBe(1);
    await stored(bruno, ["uma vez só", ["aula.bin"]]);
    expect((await shared(bruno)).length).toBe(1);
    await second.close();
  });

  await t.step("whoever signs out is asked, and leaves neither file nor name of it", async () => {
    await tray.pick({ name: "segredo.bin", bytes: 1_000 });
    await tray.isWhole("segredo.bin");
    await tray.keeps(1);
    await ana.page.getByRole("button", { name: "Sair" }).first().click();
    await ana.page.getByText("Há 1 mensagem guardada neste aparelho").waitFor();
    await ana.page.getByRole("button", { name: "Sair mesmo assim" }).click();
    await ana.page.getByLabel("Como você se chama?").waitFor();
    expect(await tray.known()).toBe(0);
    await tray.keeps(0);
    expect(await ana.page.evaluate(() => JSON.stringify(localStorage))).not.toContain("files");
  });
});

Deno.test("a phone asks whether a photo is to be taken or a file chosen", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser({ hosts: [HOST] });
  const visitor = await browser.visitor({ hasTouch: true, isMobile: true });
  const clara = await Person.named("Clara", site.url);
  const [name = "", value = ""] = clara.cookie?.split("=") ?? [];
  const url = `http://${HOST}:${site.instance.port}`;
  await visitor.context.addCookies([{ name, value, url }]);
  const bruno = await Person.named("Bruno", site.url);
  await bruno.post((await bruno.room()).id, "quem traz o cabo?");
  const { page } = visitor;
  await page.goto(`${url}/r/geral`);
  await page.locator("form.composer[data-ready]").waitFor();
  // What the keys do in a room is here by then, and would be done at once.
  await page.keyboard.press("Shift+PageUp");
  await page.locator(".msg:focus").filter({ hasText: "quem traz o cabo?" }).waitFor();
  const attach = page.getByRole("link", { name: "Anexar arquivo" });
  await attach.tap();
  const choices = page.getByRole("group", { name: "O que enviar" });
  // Esc leaves what is open, and only then what is new.
  const news = page.locator(".fresh");
  await choices.getByRole("button", { name: "Tirar foto" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Escape");
  await choices.waitFor({ state: "detached" });
  await attach.and(page.locator(":focus")).waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(0))));
  expect(await news.count()).toBe(1);
  await page.keyboard.press("Escape");
  await news.waitFor({ state: "detached" });
  await attach.tap();
  const choosing = page.waitForEvent("filechooser");
  await choices.getByRole("button", { name: "Tirar foto" }).tap();
  const chooser = await choosing;
  expect(await chooser.element().getAttribute("capture")).toBe("environment");
  expect(chooser.isMultiple()).toBe(false);
  await choices.waitFor({ state: "detached" });
});
