import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("what is put aside and what is pinned is found, and let go of, by mouse without a script", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  await bruno.post(geral, "a senha da rede está no quadro");
  const person = await Person.named("Ana", site.url);
  const ana = await Chatter.open(browser, person, { javaScriptEnabled: false });
  const { page } = ana;
  const [message] = await person.history(geral);
  await page.goto(`${site.url}/r/geral/${message!.seq}/opcoes`);
  await page.getByRole("button", { name: "Guardar para mim" }).click();
  await page.getByRole("button", { name: "Fixar na sala" }).click();

  await page.getByRole("link", { name: "Guardadas" }).click();
  const saved = page.getByRole("region", { name: "Guardadas" });
  await saved.getByText("a senha da rede").waitFor();
  await saved.getByRole("button", { name: "Tirar daqui" }).click();
  await page.getByText("Nada guardado ainda").waitFor();

  await page.goto(`${site.url}/r/geral`);
  await page.locator("header.top").getByRole("link", { name: "Fixadas" }).click();
  const pins = page.getByRole("region", { name: "Fixadas" });
  await pins.getByText("a senha da rede").click();
  await page.waitForURL(`**/r/geral/${message!.seq}`);
  await page.goBack();
  await pins.getByRole("button", { name: "Desafixar" }).click();
  await page.getByText("Nada fixado ainda").waitFor();
  expect((await person.history(geral))[0]?.pinned).toBeUndefined();
  ana.expectPeace();
});
