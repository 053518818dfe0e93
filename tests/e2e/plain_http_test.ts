import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { AloneSite } from "../support/sites.ts";

const LAN = Deno.networkInterfaces()
  .find(({ family, address }) => family === "IPv4" && !address.startsWith("127."))?.address;

Deno.test("over plain HTTP under a name of the LAN everything works", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser({ hosts: ["sala.lan"] });
  const url = `http://sala.lan:${site.instance.port}`;
  const ana = await Chatter.join(browser, url, "Ana");
  // What browsers keep from such pages: the reason for this test.
  expect(await ana.page.evaluate(() => isSecureContext)).toBe(false);
  const bruno = await Chatter.join(browser, url, "Bruno");
  await ana.write("sem cadeado");
  await bruno.sees("sem cadeado");
  await bruno.write("e funciona");
  await ana.sees("e funciona");
  const sockets = ana.visitor.requests.filter((one) => one.startsWith("ws://sala.lan"));
  expect(sockets.length).toBeGreaterThan(0);
  ana.expectPeace();
  bruno.expectPeace();
});

Deno.test({
  name: LAN
    ? "without JavaScript the forms work at the machine's own LAN address"
    : "the forms at a LAN address: skipped, this machine has no address but loopback",
  ignore: LAN === undefined,
  fn: async () => {
    await using site = await AloneSite.open({ HOST: "0.0.0.0" });
    await using browser = await startBrowser();
    const url = `http://${LAN}:${site.instance.port}`;
    const clara = await Chatter.join(browser, url, "Clara", { javaScriptEnabled: false });
    await clara.composer.fill("pelo endereço da rede");
    await clara.page.getByRole("button", { name: "Enviar" }).click();
    await clara.sees("pelo endereço da rede");
    await clara.page.getByRole("button", { name: "Sair" }).click();
    await clara.page.getByLabel("Como você se chama?").waitFor();
    clara.expectPeace();
  },
});
