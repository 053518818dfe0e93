// A word of its own: neither the beginning of another, nor a part of an address or a longer name.
const CALL =
  /(?<![\p{L}\p{N}\p{M}_])@(?:todos|all|everyone|aqui|here)(?![\p{L}\p{N}\p{M}_]|[-.@]\p{L})/giu;

/**
 * Where a text calls everybody in the room: `[from, to]` of each "@todos", "@all", "@everyone",
 * "@aqui", "@here", in UTF-16 units. Takes linear time.
 */
export function callsOfAll(text: string): [from: number, to: number][] {
  return [...text.matchAll(CALL)].map(({ 0: { length }, index }) => [index, index + length]);
}
