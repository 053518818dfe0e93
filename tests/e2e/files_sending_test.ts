import { expect } from "expect";
import { startBrowser, type TestBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { FileTray } from "../support/file_tray.ts";
import { GatedWay } from "../support/gated_way.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const HOST = "sala.lan";
const MIB = 1_024 * 1_024;

/** Somebody at a browser under a name of the LAN, where a page may do less than over HTTPS. */
async function come(browser: TestBrowser, port: number, name: string) {
  const ana = await Chatter.join(browser, `http://${HOST}:${port}`, name);
  await ana.settled();
  return { ana, tray: new FileTray(ana) };
}

Deno.test("files are chosen, pasted and dropped, and each becomes a message", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off", FILE_SIZE: "3MiB" });
  await using browser = await startBrowser({ hosts: [HOST] });
  const { ana, tray } = await come(browser, site.instance.port, "Ana");
  const bruno = await Chatter.join(browser, site.url, "Bruno");
  expect(await ana.page.evaluate(() => isSecureContext)).toBe(false);

  await t.step("a chosen file stands above the field until it is sent with its words", async () => {
    await tray.pick({ name: "roteiro.txt", bytes: 2_000 });
    await tray.is("roteiro.txt", "2 kB");
    await ana.write("o roteiro da aula");
    await bruno.sees("o roteiro da aula");
    await bruno.sees("roteiro.txt");
    await tray.isEmpty();
  });
});
