import axe from "axe-core";
import type { Page } from "playwright-core";

/** What a page is held to: WCAG 2.2 at levels A and AA, and what is good practice beside it. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The checker, for a browser to load with every page: no policy of the page applies to that. */
export const AXE = axe.source;

/** Which rules a page is held to. */
export type Rules = "all" | "colours" | "structure";

const ONLY: Readonly<Record<Rules, object>> = {
  all: { runOnly: TAGS },
  colours: { runOnly: ["color-contrast", "link-in-text-block"] },
  // The system's own colours are not the page's to choose.
  structure: { runOnly: TAGS, rules: { "color-contrast": { enabled: false } } },
};

/**
 * Code in a message that has not the focus: a log is one stop of the Tab key, arrows lead to its
 * messages, and what is in a message can be reached from there.
 */
const RESTING = 'article[tabindex="-1"] pre';

/** What is wrong with a page that has loaded `AXE`, a line for each element. */
export async function violationsOf(page: Page, rules: Rules = "all"): Promise<string[]> {
  const found = await page.evaluate(async ({ options, exclude }) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const where = { include: [["html"]], exclude };
    const { violations } = await axe.run(where, { ...options, iframes: false });
    return violations;
  }, { options: ONLY[rules], exclude: [[RESTING]] });
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id} (${help}): ${target.join(" ")} ${html.slice(0, 160)}`)
  );
}

/** As much of the checker as is used of it in the page. */
interface Axe {
  run(where: { include: string[][]; exclude: string[][] }, options: object): Promise<{
    violations: { id: string; help: string; nodes: { target: string[]; html: string }[] }[];
  }>;
}
