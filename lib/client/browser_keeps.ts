import { answerOf, IndexedRows } from "./indexed_rows.ts";

const TRIED = "tried";

/** Whether the browser keeps what it is given beyond the page: private windows and full disks do not. */
export async function browserKeeps(): Promise<boolean> {
  const rows = new IndexedRows({ database: "conexao-tried", tables: { [TRIED]: null } });
  const kept = await rows.ask(TRIED, "default", (all) => answerOf(all.put(1, TRIED)));
  return kept !== undefined;
}
