import { startBrowser } from "../../support/browser.ts";
import { firstLoad } from "../../weight/first_load.ts";
import { MOST } from "../../weight/table.ts";
import type { Ours } from "../ours.ts";
import type { Stage } from "../stage.ts";
import { talkedIn } from "./room_page.ts";

/** What is weighed, as the table has it, and what it may weigh, in bytes with compression. */
export const WEIGHED = [
  { part: "html", what: "HTML of a first visit to a room with 50 messages", most: MOST.html },
  { part: "css", what: "CSS of a first visit to a room", most: MOST.css },
  { part: "js", what: "JavaScript of a first visit to a room", most: MOST.js },
] as const;

/** What a browser takes over the wire that comes for the first time; once, as it is always the same. */
export async function pageWeight({ results }: Stage, ours: Ours): Promise<void> {
  const { person, path } = await talkedIn(ours);
  await using browser = await startBrowser();
  const { page, context } = await browser.visitor();
  const [name = "", value = ""] = person.cookie?.split("=") ?? [];
  await context.addCookies([{ name, value, url: person.url }]);
  const weight = await firstLoad(page, person.url + path);
  for (const { part, what } of WEIGHED) {
    results.add({ what, of: ours.name, unit: "bytes" }, weight[part]);
  }
}
