/** Where one read: a message, and how far below the log's upper edge it stood, in pixels. */
export interface Kept {
  seq: number;
  top: number;
}

/** Where one read when the page was left, by reloading it or by a link. */
export function keptPlace(): Kept | undefined {
  const { place }: { place?: unknown } = Object(history.state);
  const { seq, top }: Partial<Record<keyof Kept, unknown>> = Object(place);
  return typeof seq === "number" && typeof top === "number" ? { seq, top } : undefined;
}

/**
 * Keeps the place of a row with the page, so that reloading or coming back finds it again.
 *
 * @param row `undefined`: the room's end, whose address is the room's own
 */
export function keepPlace(
  row: Element | undefined,
  { log, slug }: { log: Element; slug: string },
): void {
  const { place: _, ...rest } = Object(history.state);
  if (!row) return history.replaceState(rest, "", atEnd(slug));
  const seq = seqOf(row);
  if (seq === undefined) return;
  const top = row.getBoundingClientRect().top - log.getBoundingClientRect().top;
  history.replaceState({ ...rest, place: { seq, top } }, "");
}

// A system line has none: the next message will do.
function seqOf(row: Element | null | undefined): number | undefined {
  if (!row) return undefined;
  const seq = row instanceof HTMLElement ? Number(row.dataset.seq) : NaN;
  return Number.isNaN(seq) ? seqOf(row.nextElementSibling) : seq;
}

// An address that leads into the past would lead there again.
function atEnd(slug: string): string | undefined {
  const { pathname, searchParams } = new URL(location.href);
  const isPast = pathname !== `/r/${slug}` || searchParams.has("before") ||
    searchParams.has("after");
  // What the panel shows stays.
  return isPast ? `/r/${slug}${location.hash}` : undefined;
}
