/** How far a log is turned by a page, of what is in sight of it. */
const PAGE = 0.9;

/** Turns a log by a page: 1 towards the newest message, -1 towards the oldest. */
export function turnLog(log: Element | null | undefined, by: 1 | -1): void {
  log?.scrollBy({ top: by * PAGE * log.clientHeight });
}
