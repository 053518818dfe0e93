import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { begun, come, HOST, newestFile, stored } from "../support/file_room.ts";
import { contentOf, hashOf } from "../support/file_tray.ts";
import { GatedWay } from "../support/gated_way.ts";
import { MadeFolder } from "../support/made_folder.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const MIB = 1_024 * 1_024;

Deno.test("a file too large to be kept is asked for again after a reload, and goes on", async () => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using way = new GatedWay(site.instance.port);
  await using folder = await MadeFolder.open();
  await using browser = await startBrowser({ hosts: [HOST] });
  const { ana, tray } = await come(browser, way.port);
  const bruno = await Person.named("Bruno", site.url);
  const path = await folder.make("imagem.iso", 65 * MIB);
  way.close(2 * MIB);
  await tray.pickPaths(path);
  await tray.is("imagem.iso", /[1-9]\d?%/);
  // Whoever leaves now is asked whether that may be lost.
  const asked = ana.page.waitForEvent("dialog").then((dialog) => dialog.accept());
  await ana.page.reload();
  await asked;
  await ana.ready();
  way.open();
  await tray.is("imagem.iso", "Escolha o arquivo de novo para continuar");
  const [chooser] = await Promise.all([
    ana.page.waitForEvent("filechooser"),
    tray.press("Escolher imagem.iso de novo"),
  ]);
  await chooser.setFiles(path);
  await tray.isWhole("imagem.iso");
  expect(begun(ana)).toBe(1);
  await ana.composer.press("Enter");
  await ana.sees("imagem.iso");
  await stored(bruno, ["", ["imagem.iso"]]);
  expect(await hashOf(await newestFile(bruno))).toBe(await hashOf(contentOf(65 * MIB)));
});
