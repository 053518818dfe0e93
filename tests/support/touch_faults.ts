import type { Page } from "playwright-core";

/**
 * What a finger would find wrong with a page as it is now: what is pressed and is less than 44 px
 * wide or high to touch, what is written into with letters below 16 px, for which Safari enlarges
 * the page, and what scrolls sideways. Links within a sentence are as high as its lines (WCAG 2.5.8).
 */
export async function touchFaults(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const LEAST = 44;
    // Half pixels are rounded away from both sides.
    const NEARLY = LEAST - 1;
    // What only keys come to is for no finger.
    const PRESSED =
      "a[href]:not([aria-hidden], .skip), button, summary, select, input, textarea, label:has(input), audio, " +
      "[role=option], [role=menuitem], [role=menuitemcheckbox]";
    const WRITTEN = "textarea, select, input:not([type=checkbox], [type=radio], [type=file], " +
      "[type=hidden], [type=submit])";
    // Within what somebody has said, and within sentences.
    const IN_SENTENCE = ".txt a, .txt button, .txt summary, p a:not(.btn, .ib, .lnk), .hint a";
    const MAY_SCROLL = "pre, .tabs, .prefs > nav, .chips, .table, table, [data-scrolls]";

    function isShown(element: Element): boolean {
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 &&
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        getComputedStyle(element).pointerEvents !== "none" && !element.closest("[inert], .sr");
    }

    /** What a press on it is a press on: a field and its label are one. */
    function wholeOf(element: Element): Element[] {
      const own = element.closest("label") ?? element.closest(".in") ?? element;
      return [element, own];
    }

    function isHit(element: Element, x: number, y: number): boolean {
      // What floats over the log goes away at its end.
      const [hit] = document.elementsFromPoint(x, y).filter((one) =>
        element.matches(".pill") || !one.closest(".pill")
      );
      return hit !== undefined && wholeOf(element).some((part) => part.contains(hit));
    }

    function reach(element: Element, [x, y]: [number, number], [dx, dy]: [number, number]) {
      let far = 0;
      while (far < LEAST && isHit(element, x + dx * (far + 1), y + dy * (far + 1))) far++;
      return far;
    }

    function nameOf(element: Element): string {
      const name = element.getAttribute("aria-label") ?? element.textContent ?? "";
      const classes = element.className && typeof element.className === "string"
        ? `.${element.className.trim().replaceAll(/\s+/g, ".")}`
        : "";
      return `${element.localName}${classes} "${name.trim().replaceAll(/\s+/g, " ").slice(0, 30)}"`;
    }

    const small = [...document.querySelectorAll(PRESSED)].filter((element) =>
      isShown(element) && !element.matches(IN_SENTENCE)
    ).flatMap((element) => {
      element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      const [part] = element.getClientRects();
      if (!part) return [];
      const at: [number, number] = [part.x + part.width / 2, part.y + part.height / 2];
      if (!isHit(element, ...at)) return [`${nameOf(element)} is covered`];
      const width = reach(element, at, [1, 0]) + reach(element, at, [-1, 0]) + 1;
      const height = reach(element, at, [0, 1]) + reach(element, at, [0, -1]) + 1;
      // At the edge of the window there is nothing beyond it.
      return width >= NEARLY && height >= NEARLY
        ? []
        : [`${nameOf(element)} is ${width} x ${height} px to touch`];
    });

    const tiny = [...document.querySelectorAll(WRITTEN)].filter((element) =>
      isShown(element) && Number.parseFloat(getComputedStyle(element).fontSize) < 16
    ).map((element) => `${nameOf(element)} has letters below 16 px`);

    const wide = [...document.querySelectorAll("html, body *")].filter((element) =>
      element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 &&
      (element.localName === "html" ||
        /auto|scroll/.test(getComputedStyle(element).overflowX)) &&
      !element.closest(MAY_SCROLL)
    ).map((element) => `${nameOf(element)} scrolls sideways`);

    return [...small, ...tiny, ...wide];
  });
}
