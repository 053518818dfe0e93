import { randomFraction } from "./random_fraction.ts";
import { titleWith } from "./unread_title.ts";

/** Everybody in a room hears of its new name at once; they do not all ask for the page at once. */
const WITHIN = 2_000;

/**
 * Shows a room's head as the server would make it now, under the room's present address: a room
 * changes its name so seldom that no page carries the means to draw it.
 */
export async function refreshHeader(slug: string): Promise<void> {
  history.replaceState(history.state, "", `/r/${slug}`);
  await new Promise((resolve) => setTimeout(resolve, randomFraction() * WITHIN));
  const page = await loadPage(slug);
  const head = page?.querySelector("header.top");
  if (!page || !head) return;
  document.querySelector("header.top")?.replaceWith(document.adoptNode(head));
  const unread = Number(/^\((\d+)\)/.exec(document.title)?.[1] ?? 0);
  document.title = titleWith(page.title, unread);
}

async function loadPage(slug: string): Promise<Document | undefined> {
  try {
    const response = await fetch(`/r/${slug}`, { headers: { accept: "text/html" } });
    if (!response.ok) return undefined;
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return undefined;
  }
}
