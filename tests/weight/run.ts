// `deno task test:weight`: what the first load of a room weighs over the wire, and what Lighthouse
// makes of it; both into the READMEs. On 127.0.0.1, which browsers hold for as safe as HTTPS: on a
// plain address of the LAN Lighthouse would take points for what is the host's to decide.
import { chromium } from "playwright-core";
import { freePort } from "../support/free_port.ts";
import { say } from "../support/run/say.ts";
import { chromiumPath } from "../support/run/tools.ts";
import { World } from "../shots/world.ts";
import { GERAL } from "../shots/talk.ts";
import { firstLoad } from "./first_load.ts";
import { judge } from "./lighthouse.ts";
import { isMet, measured, tableOf, withTable } from "./table.ts";

const ROOT = new URL("../../", import.meta.url);
const TIMES = 3;
const MESSAGES = 50;

if (import.meta.main) Deno.exit(await main());

async function main(): Promise<number> {
  await using world = await World.open();
  const url = `${world.site.url}/r/geral`;
  const { id } = world.room("geral");
  const bruno = world.person("Bruno");
  for (let n = GERAL.length; n < MESSAGES; n++) {
    await bruno.post(id, GERAL[n % GERAL.length]!.text);
  }
  await using stack = new AsyncDisposableStack();
  const profile = await Deno.makeTempDir({ prefix: "conexao-weight-" });
  stack.defer(() => Deno.remove(profile, { recursive: true }));
  const port = freePort();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath({ whole: true }),
    args: ["--no-sandbox", "--disable-dev-shm-usage", `--remote-debugging-port=${port}`],
  });
  stack.defer(() => context.close());
  const [name = "", value = ""] = world.person("Ana").cookie?.split("=") ?? [];
  await context.addCookies([{ name, value, url: world.site.url }]);
  const page = await context.newPage();
  const weight = await firstLoad(page, url);
  await page.close();
  const verdict = await judge({ url, port }, TIMES);
  const all = measured(weight, verdict);
  for (const [file, language] of [["README.md", "en"], ["README.pt-BR.md", "pt"]] as const) {
    const path = new URL(file, ROOT);
    await Deno.writeTextFile(
      path,
      withTable(await Deno.readTextFile(path), tableOf(all, language)),
    );
  }
  say(tableOf(all, "en"));
  for (const fault of verdict.faults) say(fault);
  return all.every(isMet) ? 0 : 1;
}
