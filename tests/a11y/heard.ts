import type { Locator } from "playwright-core";

/**
 * What a screen reader has of a part of the page: roles, names and states, a line each. Addresses
 * are left out, and every time of day is "00:00".
 */
export async function heard(part: Locator): Promise<string> {
  const lines = (await part.ariaSnapshot()).split("\n").filter((line) => !/^ *- \/url:/.test(line));
  return lines.map((line) => line.replaceAll(/\b\d\d:\d\d\b/g, "00:00").replace(/:$/, "")).join(
    "\n",
  );
}
