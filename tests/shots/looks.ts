import type { VisitorOptions } from "../support/browser.ts";

/** How a screen is looked at: on what, and in which theme. */
export interface Look extends VisitorOptions {
  /** As "360-dark". */
  name: string;
  viewport: { width: number; height: number };
  colorScheme: "light" | "dark";
}

const SIZES = [
  { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  { viewport: { width: 768, height: 1024 } },
  { viewport: { width: 1440, height: 900 } },
] as const;

/** A telephone, a tablet and a wide screen, each by day and by night. */
export const LOOKS: readonly Look[] = SIZES.flatMap((size) =>
  (["light", "dark"] as const).map((colorScheme) => ({
    ...size,
    colorScheme,
    reducedMotion: "reduce" as const,
    name: `${size.viewport.width}-${colorScheme}`,
  }))
);

/** One of them by its name. */
export function lookNamed(name: string): Look {
  const look = LOOKS.find((one) => one.name === name);
  if (look === undefined) throw new Error(`There is no look called ${name}`);
  return look;
}
