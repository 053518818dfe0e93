import { expect } from "expect";
import { startBrowser, type Visitor } from "../support/browser.ts";
import { pageBelow } from "../support/page_below.ts";
import { AloneSite } from "../support/sites.ts";

const PASSWORD = "jabuticaba doce";
const NO_SCRIPT = { javaScriptEnabled: false };

/** Where the host's link leads that the instance has said. */
function hostLink({ instance, url }: AloneSite): string {
  const line = instance.log.find((one) => one.includes("/anfitriao/")) ?? "";
  const path = /\/anfitriao\/[\w-]+/.exec(line)?.[0];
  if (path === undefined) throw new Error("The instance has not said a host's link");
  return url + path;
}

async function press({ page }: Visitor, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name, exact: typeof name === "string" }).first().click();
  await page.waitForLoadState();
}

async function join(visitor: Visitor, url: string, name: string): Promise<void> {
  await visitor.page.goto(url);
  await visitor.page.getByLabel("Como você se chama?").fill(name);
  await press(visitor, "Entrar");
  await visitor.page.waitForURL("**/r/geral");
}

Deno.test("without JavaScript people and rooms are looked after by forms alone", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const marina = await browser.visitor(NO_SCRIPT);
  const clara = await browser.visitor(NO_SCRIPT);

  await t.step("Marina opens the host's link, and is host", async () => {
    await marina.page.goto(hostLink(site));
    await marina.page.getByLabel("Como você se chama?").fill("Marina");
    await marina.page.getByLabel("Crie uma senha").fill(PASSWORD);
    await press(marina, "Hospedar a conversa");
    await marina.page.waitForURL("**/anfitriao");
    await marina.page.getByRole("heading", { name: "Moderação" }).waitFor();
  });

  await t.step("Clara comes in, and takes another name", async () => {
    await join(clara, site.url, "Clara");
    await clara.page.getByRole("link", { name: "Ajustes", exact: true }).click();
    await clara.page.getByLabel("Como você se chama").fill("Clara Nunes");
    await press(clara, "Guardar");
    await clara.page.getByText("Guardado.").waitFor();
    expect(await clara.page.locator(".rail footer bdi").textContent()).toBe("Clara Nunes");
  });

  await t.step("Clara makes a private room, and invites Marina", async () => {
    await clara.page.getByRole("link", { name: "Ver e criar salas" }).click();
    await clara.page.getByLabel("Nome").fill("cozinha");
    await clara.page.getByLabel(/^Privada/).check();
    await press(clara, "Criar sala");
    await clara.page.waitForURL("**/r/*");
    await clara.page.goto(pageBelow(clara.page.url(), "pessoas"));
    await press(clara, "Convidar: Marina");
    await clara.page.getByText("Convite feito.").waitFor();
    await marina.page.reload();
    await marina.page.getByRole("link", { name: /cozinha/ }).waitFor();
  });

  await t.step(
    "Marina bans Clara from a new device: the password is asked, and it goes on",
    async () => {
      const phone = await browser.visitor(NO_SCRIPT);
      await marina.page.goto(`${site.url}/ajustes/aparelho`);
      await press(marina, "Fazer o link");
      const link = new URL(await marina.page.locator(".addr").textContent() ?? "");
      await phone.page.goto(site.url + link.pathname);
      await press(phone, "Entrar como Marina");
      await phone.page.waitForURL("**/r/geral");
      await phone.page.goto(`${site.url}/anfitriao?q=clara`);
      await phone.page.getByLabel("Cuidar de Clara Nunes").click();
      await phone.page.locator("summary", { hasText: "Banir" }).click();
      await press(phone, "Banir");
      await phone.page.getByLabel("Senha").fill("errada mesmo");
      await press(phone, "Confirmar");
      await phone.page.getByText("A senha não confere.").waitFor();
      await phone.page.getByLabel("Senha").fill(PASSWORD);
      await press(phone, "Confirmar");
      await phone.page.getByRole("status").getByText("Feito.").waitFor();
      await clara.page.goto(`${site.url}/r/geral`);
      expect(new URL(clara.page.url()).pathname).toBe("/");

      await press(phone, "Desfazer");
      await phone.page.getByText("Desfeito.").waitFor();
    },
  );

  expect([...marina.complaints, ...clara.complaints]).toEqual([]);
});
