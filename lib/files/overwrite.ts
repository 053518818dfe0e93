import type { Patch } from "./location_walk.ts";
import type { PieceTarget } from "./piece_writer.ts";
import { readAll } from "./read_all.ts";

/** Writes over parts of a file that is all here: each piece that they touch, as a whole. */
export async function overwrite(
  { bytes, id, holder, size }: PieceTarget,
  patches: readonly Patch[],
): Promise<void> {
  const { piece } = bytes;
  const touched = new Set(patches.flatMap((patch) => piecesOf(patch, piece)));
  for (const from of touched) {
    const to = Math.min(size, from + piece);
    const whole = await readAll(bytes, id, from, to);
    for (const patch of patches) lay(patch, whole, from);
    await bytes.write(id, holder, from, whole);
  }
}

/** Where the pieces begin that a patch touches. */
function piecesOf({ at, bytes }: Patch, piece: number): number[] {
  const first = Math.floor(at / piece);
  const last = Math.floor((at + bytes.length - 1) / piece);
  return Array.from({ length: last - first + 1 }, (_, n) => (first + n) * piece);
}

/** Puts what of a patch falls into a piece in its place. */
function lay({ at, bytes }: Patch, piece: Uint8Array, from: number): void {
  const some = bytes.subarray(Math.max(0, from - at), from + piece.length - at);
  if (at < from + piece.length) piece.set(some, Math.max(0, at - from));
}
