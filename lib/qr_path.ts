import { encode } from "uqr";

/** A QR code (ISO/IEC 18004) as one SVG path, a unit for each of its squares. */
export interface QrPath {
  path: string;
  /** Squares in a row. */
  size: number;
}

/** Draws the QR code of a text; level M, which still reads with a seventh of it covered. */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const path = data.map((row, y) =>
    runsOf(row).map(([x, n]) => `M${x} ${y}h${n}v1h-${n}z`).join("")
  );
  return { path: path.join(""), size };
}

/** The dark runs of a row: where each begins, and how long it is. */
function runsOf(row: readonly boolean[]): [x: number, n: number][] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last && last[0] + last[1] === x) last[1]++;
    else runs.push([x, 1]);
  });
  return runs;
}
