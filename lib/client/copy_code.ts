import { copyText } from "./copy_text.ts";

/** Milliseconds that a button says that it has copied. */
const SAID_FOR = 2_000;

/** Copies the block of code whose button is pressed, anywhere on the page, and says so there. */
export function listenForCopies({ copied }: { copied: string }): void {
  addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest(".copy") : null;
    const code = button?.closest(".code")?.querySelector("pre")?.textContent;
    if (!button || code === undefined || button.hasAttribute("data-said")) return;
    if (!copyText(code ?? "")) return;
    const before = button.textContent;
    button.textContent = copied;
    button.setAttribute("data-said", "");
    setTimeout(() => {
      button.textContent = before;
      button.removeAttribute("data-said");
    }, SAID_FOR);
  });
}
