// `deno task shots`: every screen, small and wide, by day and by night, as pictures to be looked at.
// `--only <words>`: the pictures whose names hold one of them; `--out <folder>`: where to.
import { parseArgs } from "node:util";
import { startBrowser } from "../support/browser.ts";
import { HOST } from "../support/file_room.ts";
import { say } from "../support/run/say.ts";
import { contactSheet } from "./contact_sheet.ts";
import { LOOKS } from "./looks.ts";
import { SCREENS } from "./screens.ts";
import { Stage } from "./stage.ts";
import { World } from "./world.ts";

/** So many pages at once: the work is the browser's, and machines have two cores at least. */
const HANDS = 2;

if (import.meta.main) Deno.exit(await main());

async function main(): Promise<number> {
  const { values: { out, only } } = parseArgs({
    args: Deno.args.filter((arg) => arg !== "--"),
    options: {
      out: { type: "string", default: "_shots" },
      only: { type: "string", multiple: true, default: [] },
    },
  });
  const wanted = (name: string) => only.length === 0 || only.some((word) => name.includes(word));
  const shots = LOOKS.flatMap((look) =>
    SCREENS.filter((screen) => Stage.has(screen, look) && wanted(`${screen.name}-${look.name}`))
      .map((screen) => ({ screen, look, file: `${screen.name}-${look.name}.png` }))
  );
  await Deno.mkdir(out, { recursive: true });
  await using world = await World.open();
  await using browser = await startBrowser({ hosts: [HOST], microphone: true });
  const started = performance.now();
  const troubles: string[] = [];
  const rest = shots.values();
  async function work(): Promise<void> {
    const stage = new Stage(browser, world);
    for (const { screen, look, file } of rest) {
      try {
        const complaints = await stage.show(screen, look, async (page) => {
          const path = `${out}/${file}`;
          await page.screenshot({ path, animations: "disabled", caret: "initial" });
        });
        troubles.push(...complaints.map((complaint) => `${file}: ${complaint}`));
      } catch (error) {
        troubles.push(`${file}: ${error instanceof Error ? error.message : error}`);
      }
    }
  }
  await Promise.all(Array.from({ length: HANDS }, work));
  await Deno.writeTextFile(`${out}/index.html`, contactSheet(shots.map(({ file }) => file)));
  const seconds = (performance.now() - started) / 1_000;
  for (const trouble of troubles) say(trouble);
  say(
    `${shots.length} pictures in ${out}/ in ${seconds.toFixed(0)} s, ${troubles.length} troubles`,
  );
  return troubles.length > 0 ? 1 : 0;
}
