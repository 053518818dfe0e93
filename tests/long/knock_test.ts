import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { AloneSite } from "../support/sites.ts";

/** Clara opens the link that the start has shown, and looks after the chat from then on. */
async function openDesk(site: AloneSite, clara: Chatter): Promise<void> {
  const token = /\/anfitriao\/([\w-]+)/.exec(site.instance.log.join("\n"))?.[1];
  expect(token).toBeDefined();
  await clara.page.goto(`${site.url}/anfitriao/${token}`);
  await clara.page.getByLabel("Como você se chama?").fill("Clara");
  await clara.page.getByLabel("Crie uma senha").fill("cavalo correto bateria");
  await clara.page.getByRole("button", { name: "Hospedar a conversa" }).click();
  await clara.page.waitForURL("**/anfitriao");
}

Deno.test("who knocks waits, the open page of the host says so, and who is let in is in by themselves", async () => {
  await using site = await AloneSite.open({ KNOCK: "on" });
  await using browser = await startBrowser();
  const clara = new Chatter(await browser.visitor(), site.url);
  await openDesk(site, clara);
  await clara.page.getByText("Ninguém espera na porta.").waitFor();
  const davi = new Chatter(await browser.visitor(), site.url);
  await davi.page.goto(site.url);
  await davi.page.getByLabel("Como você se chama?").fill("Davi");
  await davi.page.getByRole("button", { name: "Entrar" }).click();
  await davi.page.waitForURL("**/espera");

  const rail = clara.page.getByRole("navigation", { name: "Salas" });
  await rail.getByRole("link", { name: /^Moderação.*1 à espera/ }).waitFor();
  const news = clara.page.getByText("Há novidade na porta");
  await news.waitFor();
  await clara.page.getByRole("link", { name: "Atualizar" }).click();
  await clara.page.getByRole("button", { name: "Deixar Davi entrar" }).click();
  await davi.page.waitForURL("**/r/geral");
  await davi.ready();
  await rail.getByRole("link", { name: "Moderação", exact: true }).waitFor();
  expect(await news.isVisible()).toBe(false);
  clara.expectPeace();
  davi.expectPeace();
});
