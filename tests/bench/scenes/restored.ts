import { NAMES } from "../names.ts";
import type { Stage } from "../stage.ts";
import type { SharedSite } from "../../support/sites.ts";
import { restoring } from "./restoring.ts";

/** How long it takes until a restored backup is on all of 20 pages. */
export async function restored({ results }: Stage, site: SharedSite): Promise<void> {
  const what = "a restored backup to the last of 20 pages";
  for (const ms of await restoring(site, { pages: 20, times: 20 })) {
    results.add({ what, of: NAMES.two, unit: "ms" }, ms);
  }
}
