/** What is to be written over a file, from `at` on. */
export interface Patch {
  at: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Asks for bytes of a file, from and to, exclusive; is given as many of them as there are. */
export type Asking<Answer> = Generator<
  { from: number; to: number },
  Answer,
  Uint8Array<ArrayBuffer>
>;

/** Longer parts than that are no metadata that a picture has a use for: nobody looks at them. */
const MOST_METADATA = 4 * 2 ** 20;
/** Parts of a file that are looked at: those of a PNG of half a gigabyte, in the usual pieces. */
export const MOST_PARTS = 65_536;

/** The bytes of a part, to be changed; `undefined` if it is torn, or too long. */
export function* part(from: number, to: number): Asking<Uint8Array<ArrayBuffer> | undefined> {
  if (to - from > MOST_METADATA) return undefined;
  const bytes = yield { from, to };
  return bytes.length === to - from ? bytes.slice() : undefined;
}

/** Bytes as characters, one each. */
export function latin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}
