import { expect } from "expect";
import { AXE, type Rules, violationsOf } from "../a11y/axe.ts";
import { type Look, lookNamed } from "../shots/looks.ts";
import { SCREENS } from "../shots/screens.ts";
import { Stage } from "../shots/stage.ts";
import { World } from "../shots/world.ts";
import { startBrowser } from "../support/browser.ts";
import { HOST } from "../support/file_room.ts";

/** How every screen is checked. By night there is nothing else to see than other colours. */
const CHECKED: readonly [Look, Rules][] = [
  [lookNamed("1440-light"), "all"],
  [lookNamed("360-light"), "all"],
  [lookNamed("1440-dark"), "colours"],
  [lookNamed("360-dark"), "colours"],
  [{ ...lookNamed("1440-light"), name: "1440-forced", forcedColors: "active" }, "structure"],
];

Deno.test("no screen in any state has anything that shuts somebody out", async (t) => {
  await using world = await World.open();
  await using browser = await startBrowser({ hosts: [HOST], microphone: true });
  for (const [look, rules] of CHECKED) {
    const stage = new Stage(browser, world, { script: AXE });
    for (const screen of SCREENS.filter((one) => !one.still && Stage.has(one, look))) {
      await t.step(`${screen.name}, ${look.name}`, async () => {
        await stage.show(screen, look, async (page) => {
          expect(await violationsOf(page, rules)).toEqual([]);
        });
      });
    }
  }
});
