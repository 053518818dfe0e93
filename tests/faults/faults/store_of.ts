import type { Stage } from "../episode.ts";

/** The present id of the store, `meta.store`; on the bus anybody who listens knows it. */
export async function storeOf({ site }: Stage): Promise<string> {
  return await site.consult(async (ask) => {
    const [row] = await ask("select value from meta where name = 'store'");
    return String(row?.["value"]);
  });
}
