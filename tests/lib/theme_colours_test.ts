import { expect } from "expect";
import { PAPER } from "@/lib/theme_colours.ts";

/** OKLCH as sRGB in hexadecimal (CSS Color 4, section 10). */
function hexOf(lightness: number, chroma: number, hue: number): string {
  const angle = hue * Math.PI / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const bytes = linear.map((one) =>
    one <= 0.0031308 ? 12.92 * one : 1.055 * one ** (1 / 2.4) - 0.055
  )
    .map((one) => Math.round(255 * Math.min(1, Math.max(0, one))));
  return `#${bytes.map((one) => one.toString(16).padStart(2, "0")).join("")}`;
}

Deno.test("the colours that browsers and systems are told are those of the tokens", async () => {
  const sheet = await Deno.readTextFile(
    new URL("../../static/styles/tokens.css", import.meta.url),
  );
  const [, light = "", dark = ""] =
    /--paper: light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\)/.exec(sheet) ?? [];
  const hex = (text: string) => hexOf(...text.split(" ").map(Number) as [number, number, number]);
  expect([hex(light), hex(dark)]).toEqual([PAPER.light, PAPER.dark]);
});
