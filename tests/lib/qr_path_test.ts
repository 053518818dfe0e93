import { expect } from "expect";
import { encode } from "uqr";
import { qrPath } from "@/lib/qr_path.ts";

/** The squares that a path fills, as rows of 0 and 1. */
function drawn({ path, size }: { path: string; size: number }): boolean[][] {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, n] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let at = 0; at < Number(n); at++) rows[Number(y)]![Number(x) + at] = true;
  }
  return rows;
}

Deno.test("qrPath: the path fills the dark squares and no others", () => {
  for (const text of ["a", "http://192.168.0.14:8550/convite/2YN5-1F9W", "x".repeat(300)]) {
    const qr = qrPath(text);
    const { data, size } = encode(text, { ecc: "M", border: 0 });
    expect(qr.size).toBe(size);
    expect(drawn(qr)).toEqual(data);
    expect(qr.path.replace(/M\d+ \d+h(\d+)v1h-\1z/g, "")).toBe("");
  }
});

Deno.test("qrPath: no two of its runs touch, so it is as short as can be", () => {
  const runs = [...qrPath("http://a.lan/entrar/abc").path.matchAll(/M(\d+) (\d+)h(\d+)/g)];
  const ends = new Set(runs.map(([, x, y, n]) => `${Number(x) + Number(n)} ${y}`));
  for (const [, x, y] of runs) expect(ends.has(`${x} ${y}`)).toBe(false);
});
