import { expect } from "expect";
import { createHash, type Hash } from "node:crypto";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { FileTray } from "../support/file_tray.ts";
import { GatedWay } from "../support/gated_way.ts";
import { SharedSite } from "../support/sites.ts";

const MIB = 1_024 * 1_024;
const SIZE = 2_048 * MIB;
/** Where the way is cut, of all that is to come. */
const CUTS = [0.3, 0.7];
const PATIENCE_MS = 240_000;

Deno.test("2 GiB go from one browser to another through two instances, over two cuts", async () => {
  await using stack = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir({ prefix: "conexao-large-" });
  stack.defer(() => Deno.remove(folder, { recursive: true }));
  const site = stack.use(await SharedSite.open());
  const browser = stack.use(await startBrowser());
  const way = stack.use(new GatedWay(site.a.port));
  const path = `${folder}/gravação da aula.bin`;
  const sent = await writeLarge(path);

  const ana = await Chatter.join(browser, `http://127.0.0.1:${way.port}`, "Ana");
  await ana.settled();
  const bruno = await Chatter.join(browser, site.b.url, "Bruno");
  const tray = new FileTray(ana);
  await tray.pickPaths(path);
  await ana.composer.press("Enter");
  for (const cut of CUTS) {
    await reaches(ana, cut);
    way.cut();
    way.mend();
  }

  const card = bruno.log.getByRole("link", { name: /gravação da aula\.bin/ });
  await card.waitFor({ timeout: PATIENCE_MS });
  const downloading = bruno.page.waitForEvent("download", { timeout: PATIENCE_MS });
  await card.click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("gravação da aula.bin");
  expect(await hashOf(await download.path())).toBe(sent);
  await tray.isEmpty();
  ana.expectPeace();
  bruno.expectPeace();
});

/** Resolves when so much of the file that Ana sends is there. */
async function reaches({ page }: Chatter, share: number): Promise<void> {
  await page.waitForFunction(
    (share) => {
      const bar = document.querySelector<HTMLProgressElement>(".chip progress");
      return bar !== null && bar.position >= share;
    },
    share,
    { timeout: PATIENCE_MS },
  );
}

/** Writes bytes of which no two stretches are alike. @returns their hash */
async function writeLarge(path: string): Promise<string> {
  using file = await Deno.open(path, { createNew: true, write: true });
  const hash = createHash("sha256");
  const block = new Uint8Array(MIB);
  for (let at = 0; at < MIB; at += 65_536) crypto.getRandomValues(block.subarray(at, at + 65_536));
  const number = new DataView(block.buffer);
  const writer = file.writable.getWriter();
  for (let n = 0; n < SIZE / MIB; n++) {
    number.setUint32(0, n);
    hash.update(block);
    await writer.write(block);
  }
  writer.releaseLock();
  return hash.digest("hex");
}

async function hashOf(path: string): Promise<string> {
  using file = await Deno.open(path);
  const hash: Hash = createHash("sha256");
  for await (const bytes of file.readable) hash.update(bytes);
  return hash.digest("hex");
}
