/** Bytes of ids in one message of the bus, which has 4 KiB, and how many there may be at most. */
const BYTES = 3_500;
const MOST = 400;

/**
 * Cuts a list of ids into pieces that fit into one message of the bus each; an empty one into none.
 *
 * @param weigh how often an id is named in it; once, unless said otherwise
 */
export function idChunks(
  ids: Iterable<number>,
  weigh: (id: number) => number = () => 1,
): number[][] {
  const chunks: number[][] = [];
  let bytes = Infinity;
  for (const id of ids) {
    const cost = (String(id).length + 1) * weigh(id);
    if (bytes + cost > BYTES || chunks.at(-1)!.length >= MOST) {
      chunks.push([]);
      bytes = 0;
    }
    chunks.at(-1)!.push(id);
    bytes += cost;
  }
  return chunks;
}
