// Both engines take tens of thousands of parameters; a statement of this many ids stays quick.
const CHUNK = 4_000;

/** Asks for many ids in as few statements as the engines allow, one after the other. */
export async function inChunks<Id, Row>(
  ids: readonly Id[],
  ask: (chunk: readonly Id[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let at = 0; at < ids.length; at += CHUNK) {
    rows.push(...await ask(ids.slice(at, at + CHUNK)));
  }
  return rows;
}
