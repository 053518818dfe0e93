const INSIDE =
  ":is(article, .edge) :is(a, button, input, audio, video):not([tabindex]), article pre[tabindex='0']";

/** What is inside the rows of a log is reached through them: the log is one stop for the Tab key. */
export function closeInside(log: HTMLElement | undefined): void {
  for (const inside of log?.querySelectorAll<HTMLElement>(INSIDE) ?? []) inside.tabIndex = -1;
}
