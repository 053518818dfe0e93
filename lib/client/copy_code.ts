import { copyText } from "./copy_text.ts";

/** Milliseconds that a button says that it has copied. */
const SAID_FOR = 2_000;

/**
 * Copies the block of code whose button is pressed, anywhere on the page, and says so there. Where
 * the browser will not, it selects the code, and `selected` says what to press.
 */
export function listenForCopies(words: { copied: string; selected: string }): void {
  addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest(".copy") : null;
    const block = button?.closest(".code")?.querySelector("pre");
    if (button && block && !button.hasAttribute("data-said")) void copy(block, button, words);
  });
}

async function copy(
  block: Element,
  button: Element,
  { copied, selected }: { copied: string; selected: string },
): Promise<void> {
  const before = button.textContent;
  button.setAttribute("data-said", "");
  const done = await copyText(block.textContent ?? "");
  if (!done) getSelection()?.selectAllChildren(block);
  button.textContent = done ? copied : selected;
  setTimeout(() => {
    button.textContent = before;
    button.removeAttribute("data-said");
  }, SAID_FOR);
}
