const INSIDE =
  ":is(article, .edge) :is(a, button, input, audio, video):not([tabindex]), article pre[tabindex='0']";

/**
 * What is inside the rows of a log is reached through them: the log is one stop for the Tab key. So
 * it is with all that comes, until `signal` is aborted; what is there already is not looked at again.
 */
export function closeInside(log: HTMLElement, signal: AbortSignal): void {
  close(log);
  const watch = new MutationObserver((records) => {
    for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (node instanceof HTMLElement) close(node);
    }
  });
  watch.observe(log, { childList: true, subtree: true });
  signal.addEventListener("abort", () => watch.disconnect());
}

function close(part: HTMLElement): void {
  if (part.matches(INSIDE)) part.tabIndex = -1;
  for (const inside of part.querySelectorAll<HTMLElement>(INSIDE)) inside.tabIndex = -1;
}
