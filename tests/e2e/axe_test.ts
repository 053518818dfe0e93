import { expect } from "expect";
import { AXE, violationsOf } from "../a11y/axe.ts";
import { lookNamed } from "../shots/looks.ts";
import { SCREENS } from "../shots/screens.ts";
import { Stage } from "../shots/stage.ts";
import { World } from "../shots/world.ts";
import { startBrowser } from "../support/browser.ts";
import { HOST } from "../support/file_room.ts";

// The others, and the other looks, are in tests/long/axe_all_test.ts.
const WIDE = ["join-people", "room", "thread", "composer-completion", "rooms"];
const NARROW = ["message-sheet", "drawer", "settings"];

Deno.test("the screens that are seen most have nothing that shuts somebody out", async (t) => {
  const [world, browser] = await Promise.all([World.open(), startBrowser({ hosts: [HOST] })]);
  await using _world = world;
  await using _browser = browser;
  const stage = new Stage(browser, world, { script: AXE });
  for (const [look, names] of [["1440-light", WIDE], ["360-dark", NARROW]] as const) {
    for (const name of names) {
      const screen = SCREENS.find((one) => one.name === name)!;
      await t.step(`${name}, ${look}`, async () => {
        await stage.show(screen, lookNamed(look), async (page) => {
          expect(await violationsOf(page)).toEqual([]);
        });
      });
    }
  }
});
