import { newInstance } from "../../support/instance.ts";
import { Person } from "../../support/person.ts";
import { NAMES } from "../names.ts";
import type { Stage } from "../stage.ts";

/** The name of the figure. */
export const COLD = "from the start of the program to its first page";

/** How long a host waits for the first page, with a database that is there and warm caches. */
export async function coldStart({ results, times }: Stage): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "conexao-bench-" });
  for (let time = 0; time <= times; time++) {
    await using instance = newInstance({ DATA_DIR: folder });
    const begun = performance.now();
    await instance.start();
    const { status } = await new Person(instance.url).ask("/");
    if (status >= 400) throw new Error(`The first page is ${status}`);
    // The first one makes the tables.
    if (time > 0) {
      results.add({ what: COLD, of: NAMES.alone, unit: "ms" }, performance.now() - begun);
    }
    await instance.stop();
  }
  await Deno.remove(folder, { recursive: true });
}
