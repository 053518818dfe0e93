/** How a room's head is made anew. */
export interface HeaderOptions {
  /** Milliseconds until the page is asked for. */
  after: number;
  showTitle(title: string): void;
}

/**
 * Shows a room's head as the server would make it now, under the room's present address: a room
 * changes its name so seldom that no page carries the means to draw it.
 */
export async function refreshHeader(
  slug: string,
  { after, showTitle }: HeaderOptions,
): Promise<void> {
  history.replaceState(history.state, "", `/r/${slug}`);
  await new Promise((resolve) => setTimeout(resolve, after));
  const page = await loadPage(slug);
  const head = page?.querySelector("header.top");
  if (!page || !head) return;
  document.querySelector("header.top")?.replaceWith(document.adoptNode(head));
  showTitle(page.title);
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
