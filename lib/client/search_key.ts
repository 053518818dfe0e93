/** Lets Ctrl+Shift+F go to the search of the page, until `signal` is aborted. */
export function listenForSearch(signal: AbortSignal): void {
  document.addEventListener("keydown", ({ ctrlKey, shiftKey, key }) => {
    if (ctrlKey && shiftKey && key === "F") {
      document.querySelector<HTMLElement>("[rel=search]")?.click();
    }
  }, { signal });
}
