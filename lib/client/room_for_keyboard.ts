/** A window that is less high by so many pixels than its page has the keyboard over it. */
const KEYBOARD = 120;

/** What of the page is in sight: of the window, or of a test. */
export interface Sight {
  readonly visualViewport:
    | Pick<VisualViewport, "height" | "offsetTop" | "scale" | "addEventListener">
    | null;
  readonly document: { readonly documentElement: Page };
}

interface Page {
  readonly clientHeight: number;
  readonly style: Pick<CSSStyleDeclaration, "setProperty" | "removeProperty">;
}

const begun = new WeakSet<Sight>();

/**
 * Has the page fit above the keyboard of a phone where the browser lays it over the page, as Safari
 * does: elsewhere the page itself becomes less high (`interactive-widget`). The style sheets take
 * `--seen`, the height in sight, and `--seen-from`, how far down the page it begins.
 */
export function roomForKeyboard(sight: Sight = globalThis): void {
  const { visualViewport, document: { documentElement: page } } = sight;
  if (!visualViewport || begun.has(sight)) return;
  begun.add(sight);
  function fit(): void {
    const { height = 0, offsetTop = 0, scale = 1 } = visualViewport ?? {};
    // Whoever has enlarged a part of the page wants to see that part.
    const covered = scale === 1 && page.clientHeight - height > KEYBOARD;
    for (const [name, value] of [["--seen", height], ["--seen-from", offsetTop]] as const) {
      if (covered) page.style.setProperty(name, `${value}px`);
      else page.style.removeProperty(name);
    }
  }
  for (const sign of ["resize", "scroll"]) visualViewport.addEventListener(sign, fit);
  fit();
}
