/**
 * Copies a text, by the old way: the new one exists only on pages that came over HTTPS. `near`:
 * inside a modal dialog nothing outside of it can be selected. False: the browser would not.
 */
export function copyText(text: string, near: Element = document.body): boolean {
  const area = document.createElement("textarea");
  const before = document.activeElement;
  area.value = text;
  area.className = "sr";
  area.readOnly = true;
  // What is selected only stands for it: browsers would make single spaces of tabs.
  area.addEventListener("copy", (event) => {
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
  });
  near.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}
