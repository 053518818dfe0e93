import { Buffer } from "node:buffer";
import { expect } from "expect";
import type { Locator } from "playwright-core";
import { startBrowser, type TestBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { panelOf, say } from "../support/message_acts.ts";
import { Person } from "../support/person.ts";
import { shareFiles } from "../support/share_file.ts";
import { AloneSite } from "../support/sites.ts";
import { filmHead, plainPng, silence } from "../support/small_files.ts";

const TEXT = new TextEncoder();

Deno.test("files in a conversation: seen, looked through, heard, and taken along", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  for (let n = 0; n < 20; n++) await bruno.post(geral, `mensagem ${n}`);
  await shareFiles(bruno, geral, { name: "primeira.png", bytes: plainPng(900, 600) });
  await bruno.post(geral, "depois da primeira");
  const ana = await visiting(browser, await Person.named("Ana", site.url));
  const dialog = ana.page.getByRole("dialog", { name: "Imagens" });
  const shows = (name: string) => dialog.getByRole("img", { name }).waitFor();

  await t.step("a picture that comes late moves nothing that is read", async () => {
    const [asked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await ana.page.route("**/f/*/small", async (route) => {
      asked.resolve();
      await released.promise;
      await route.continue();
    });
    await ana.page.goto(`${site.url}/r/geral`, { waitUntil: "domcontentloaded" });
    await ana.ready();
    await asked.promise;
    const below = ana.messages("depois da primeira");
    const [before, above] = [await topOf(below), await topOf(ana.messages("mensagem 12"))];
    released.resolve();
    await comes(ana.log.getByRole("img", { name: "primeira.png" }));
    expect(await topOf(below)).toBe(before);
    // The preview has whole pixels, and so not quite the picture's own proportions.
    expect(Math.abs(await topOf(ana.messages("mensagem 12")) - above)).toBeLessThan(1);
    await ana.page.unroute("**/f/*/small");
  });

  await t.step("what the server drew is taken over by the script as it is", async () => {
    const image = ana.log.getByRole("img", { name: "primeira.png" });
    await image.evaluate((element) => element.setAttribute("data-same", ""));
    await shareFiles(bruno, geral, ...three());
    await ana.log.locator(".pics").waitFor();
    expect(await image.getAttribute("data-same")).toBe("");
  });

  await t.step("several at once stand in a grid, announced by their names", async () => {
    const links = ana.log.locator(".pics").getByRole("link");
    expect(await links.count()).toBe(3);
    for (const name of ["uma.png", "duas.png", "três.png"]) {
      await comes(ana.log.getByRole("img", { name }));
    }
    const [first, second] = [await boxOf(links.first()), await boxOf(links.nth(1))];
    expect(first.y).toBe(second.y);
    expect(Math.abs(first.width - first.height)).toBeLessThan(1);
    await ana.page.getByRole("status").getByText("Bruno: uma.png, duas.png, três.png").waitFor();
  });

  await t.step("pressed, a picture fills the window, and keys go through all of them", async () => {
    await ana.log.getByRole("link", { name: "duas.png" }).click();
    await shows("duas.png");
    await dialog.getByText("3 de 4").waitFor();
    await comes(dialog.getByRole("img", { name: "duas.png" }));
    await ana.page.keyboard.press("ArrowRight");
    await shows("três.png");
    await ana.page.keyboard.press("ArrowRight");
    await shows("três.png");
    await ana.page.keyboard.press("Home");
    await shows("primeira.png");
    await dialog.getByText("1 de 4").waitFor();
    await ana.page.keyboard.press("End");
    await shows("três.png");
    await dialog.getByRole("button", { name: "Imagem anterior" }).click();
    await shows("duas.png");
  });

  await t.step("the original comes when it is asked for", async () => {
    const original = dialog.getByRole("button", { name: "Ver o original" });
    expect(await sourceOf(dialog.getByRole("img", { name: "duas.png" }))).toMatch(/\/large$/);
    await original.click();
    const image = dialog.getByRole("img", { name: "duas.png" });
    await comes(image);
    expect(await sourceOf(image)).toMatch(/\/f\/[0-9a-f]{32}$/);
    await original.and(ana.page.locator("[aria-pressed=true]")).waitFor();
  });

  await t.step("Escape and the way back close it, and the focus is where it was", async () => {
    await ana.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    const link = ana.log.getByRole("link", { name: "duas.png" });
    await link.and(ana.page.locator(":focus")).waitFor();
    await ana.page.keyboard.press("Enter");
    await shows("duas.png");
    await ana.page.goBack();
    await dialog.waitFor({ state: "detached" });
    await link.and(ana.page.locator(":focus")).waitFor();
    expect(new URL(ana.page.url()).pathname).toBe("/r/geral");
  });

  await t.step("sound and film have players, and what cannot be shown a card", async () => {
    await shareFiles(
      bruno,
      geral,
      { name: "recado.wav", bytes: silence(1) },
      { name: "bancada.mp4", bytes: filmHead() },
      { name: "ata de hoje.pdf", bytes: TEXT.encode("%PDF-1.4 nada") },
    );
    const audio = ana.log.locator("audio");
    await audio.waitFor();
    await audio.evaluate((player: HTMLAudioElement) => player.play());
    await ana.log.locator("video").waitFor();
    const card = ana.log.getByRole("link", { name: "Baixar ata de hoje.pdf, 13 bytes" });
    const coming = ana.page.waitForEvent("download");
    await card.click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe("ata de hoje.pdf");
    expect(await Deno.readTextFile(await download.path())).toBe("%PDF-1.4 nada");
  });

  await t.step("a picture that cannot be had shows its name, and is still led to", async () => {
    await ana.page.route("**/f/*/small", (route) => route.abort());
    await shareFiles(bruno, geral, { name: "perdida.png", bytes: plainPng(200, 200) });
    const link = ana.log.getByRole("link", { name: "perdida.png" });
    await link.and(ana.page.locator(".broken")).waitFor();
    expect(await link.innerText()).toBe("perdida.png");
    expect(await link.getAttribute("href")).toMatch(/^\/f\//);
    await ana.page.unroute("**/f/*/small");
  });

  await t.step("beside the conversation files are shown as in it", async () => {
    const { seq } = await shareFiles(bruno, geral, {
      name: "planta.png",
      bytes: plainPng(400, 300),
    });
    await say(bruno, geral, "é a do térreo", seq);
    await ana.log.getByRole("link", { name: "1 resposta" }).click();
    const panel = panelOf(ana);
    await comes(panel.getByRole("img", { name: "planta.png" }));
    await panel.getByRole("link", { name: "planta.png" }).click();
    await shows("planta.png");
    await ana.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await panel.getByRole("link", { name: "planta.png" }).and(ana.page.locator(":focus")).waitFor();
    // First to the message, then out of the panel.
    await ana.page.keyboard.press("Escape");
    await ana.page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await ana.messages("é a do térreo").getByRole("link", { name: /^Bruno\s*planta\.png$/ })
      .waitFor();
  });

  await t.step("a deleted message takes its files along", async () => {
    const { seq } = await shareFiles(bruno, geral, { name: "engano.txt", bytes: TEXT.encode("x") });
    await ana.log.getByRole("link", { name: /^Baixar engano\.txt/ }).waitFor();
    await bruno.ask(`/api/v1/rooms/${geral}/messages/${seq}`, { method: "DELETE" });
    await ana.log.getByRole("link", { name: /^Baixar engano\.txt/ }).waitFor({ state: "detached" });
  });

  await t.step("the room's files are found by kind, name and person", async () => {
    await ana.page.goto(`${ana.url}/r/geral/arquivos`);
    await ana.page.getByText("9 arquivos").waitFor();
    await ana.page.getByRole("link", { name: "Imagens" }).click();
    await ana.page.getByText("6 arquivos").waitFor();
    await ana.page.getByRole("searchbox", { name: "Nome do arquivo" }).fill("TRES");
    await ana.page.getByRole("button", { name: "Mostrar" }).click();
    expect(await titles(ana)).toEqual(["três.png"]);
    await ana.page.getByRole("link", { name: "Bruno", exact: true }).click();
    await ana.page.getByRole("link", { name: "Tirar o filtro: Bruno" }).waitFor();
    await ana.page.getByRole("searchbox", { name: "Nome do arquivo" }).fill("nada disso");
    await ana.page.getByRole("button", { name: "Mostrar" }).click();
    await ana.page.getByText("Nada com esse nome ou desse tipo").waitFor();
    await ana.page.getByRole("link", { name: "Ver todos" }).click();
    await ana.page.getByText("9 arquivos").waitFor();
  });

  await t.step("the chosen ones come in one archive; none chosen is said so", async () => {
    const take = ana.page.getByRole("button", { name: "Baixar os escolhidos (.zip)" });
    await take.click();
    await ana.page.getByRole("alert").getByText("Escolha ao menos um arquivo.").waitFor();
    await ana.page.getByRole("checkbox", { name: "Escolher ata de hoje.pdf" }).check();
    await ana.page.getByRole("checkbox", { name: "Escolher três.png" }).check();
    const coming = ana.page.waitForEvent("download");
    await take.click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe("geral-arquivos.zip");
    const archive = new TextDecoder().decode(await Deno.readFile(await download.path()));
    expect(archive.startsWith("PK")).toBe(true);
    for (const name of ["ata de hoje.pdf", "três.png"]) expect(archive).toContain(name);
    expect(archive).toContain("%PDF-1.4 nada");
    expect(archive).not.toContain("uma.png");
  });

  ana.expectPeace();
});

Deno.test("without a script a file is sent by a form, and refused in words", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off", FILE_SIZE: "100KB" });
  await using browser = await startBrowser();
  const clara = await Chatter.join(browser, site.url, "Clara", { javaScriptEnabled: false });
  const { page } = clara;
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));

  await t.step("what may be sent is said before", async () => {
    await page.goto(`${site.url}/r/geral/enviar`);
    await page.getByText("Um arquivo por vez, de até 100 kB.").waitFor();
  });

  await t.step("a file and a text become one message of the room", async () => {
    await page.getByLabel("Mensagem (se quiser)").fill("a captura\nde ontem");
    await choose(page.getByLabel("Arquivo"), "captura çã.pcap", bytes);
    await page.getByRole("button", { name: "Enviar" }).click();
    await page.waitForURL("**/r/geral");
    const message = clara.messages("a captura");
    const coming = page.waitForEvent("download");
    await message.getByRole("link", { name: /^Baixar captura çã\.pcap/ }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe("captura çã.pcap");
    expect(await Deno.readFile(await download.path())).toEqual(bytes);
  });

  await t.step("a file that is too large is refused in words, and the text is kept", async () => {
    await page.goto(`${site.url}/r/geral/enviar`);
    await page.getByLabel("Mensagem (se quiser)").fill("é grande");
    await choose(page.getByLabel("Arquivo"), "tudo.iso", new Uint8Array(400_000));
    await page.getByRole("button", { name: "Enviar" }).click();
    await page.getByText("O arquivo é grande demais: aqui vão até 100 kB.").waitFor();
    expect(await page.getByLabel("Mensagem (se quiser)").inputValue()).toBe("é grande");
  });

  await t.step("an empty file is a file, and a form without one is told so", async () => {
    await choose(page.getByLabel("Arquivo"), "vazio.txt", new Uint8Array());
    await page.getByRole("button", { name: "Enviar" }).click();
    await page.waitForURL("**/r/geral");
    await clara.log.getByRole("link", { name: "Baixar vazio.txt, 0 byte" }).waitFor();
    await page.goto(`${site.url}/r/geral/enviar`);
    const field = page.getByLabel("Arquivo");
    await field.evaluate((input: HTMLInputElement) => input.required = false);
    await page.getByRole("button", { name: "Enviar" }).click();
    await page.getByText("Escolha um arquivo.").waitFor();
  });

  await t.step("what may not be posted is told in words, and takes up no space", async () => {
    await page.goto(`${site.url}/r/geral/enviar`);
    const left = await leftTo(clara);
    await page.getByLabel("Mensagem (se quiser)").fill("a".repeat(8_001));
    await choose(page.getByLabel("Arquivo"), "captura.pcap", bytes);
    await page.getByRole("button", { name: "Enviar" }).click();
    await page.getByText("Passa do limite de 8.000 caracteres.").waitFor();
    // No field of a form holds this one: it is seen when the file is here already.
    const file = { name: "captura.pcap", mimeType: "text/plain", buffer: Buffer.from(bytes) };
    const answer = await clara.visitor.context.request.post(`${site.url}/r/geral/enviar`, {
      headers: { origin: site.url },
      multipart: { body: "a\u0000b", file },
    });
    expect(answer.status()).toBe(422);
    expect(await answer.text()).toContain("O texto tem algo que não pode ser guardado.");
    expect(await leftTo(clara)).toBe(left);
  });

  await t.step("the room's files are listed and taken without a script, too", async () => {
    await page.goto(`${site.url}/r/geral/arquivos`);
    expect(await titles(clara)).toEqual(["vazio.txt", "captura çã.pcap"]);
    await page.getByRole("checkbox", { name: "Escolher captura çã.pcap" }).check();
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name: "Baixar os escolhidos (.zip)" }).click();
    expect((await Deno.stat(await (await coming).path())).size).toBeGreaterThan(60_000);
  });

  clara.expectPeace();
});

/** Somebody who is signed in, and has not opened anything yet. */
async function visiting(browser: TestBrowser, { cookie, url }: Person): Promise<Chatter> {
  const visitor = await browser.visitor();
  const [name = "", value = ""] = cookie?.split("=") ?? [];
  await visitor.context.addCookies([{ name, value, url }]);
  return new Chatter(visitor, url);
}

/** How many bytes somebody may still send, by what they are told. */
async function leftTo({ visitor, url }: Chatter): Promise<number> {
  const answer = await visitor.context.request.get(`${url}/api/v1/files/limits`);
  const { limits }: { limits: { left: number } } = await answer.json();
  return limits.left;
}

function three() {
  return [
    { name: "uma.png", bytes: plainPng(640, 480, [200, 60, 40]) },
    { name: "duas.png", bytes: plainPng(2_400, 1_200, [40, 90, 60]) },
    { name: "três.png", bytes: plainPng(300, 900, [30, 60, 160]) },
  ];
}

async function boxOf(element: Locator) {
  const box = await element.first().boundingBox();
  if (!box) throw new Error("It is not to be seen");
  return box;
}

async function topOf(element: Locator): Promise<number> {
  return (await boxOf(element)).y;
}

/** Resolves when a picture is there, and not just its place. */
async function comes(image: Locator): Promise<void> {
  await image.evaluate(async (element: HTMLImageElement) => {
    element.loading = "eager";
    await element.decode();
  });
}

async function sourceOf(image: Locator): Promise<string | null> {
  return await image.getAttribute("src");
}

async function titles({ page }: Chatter): Promise<string[]> {
  return await page.locator(".rows .title").allInnerTexts();
}

async function choose(
  field: Locator,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await field.setInputFiles({
    name,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(bytes),
  });
}
