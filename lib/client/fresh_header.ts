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

// The browser reads the page itself: a policy forbids making a document of a text.
function loadPage(slug: string): Promise<Document | undefined> {
  const { promise, resolve } = Promise.withResolvers<Document | undefined>();
  const request = new XMLHttpRequest();
  request.open("GET", `/r/${slug}`);
  request.responseType = "document";
  request.addEventListener("loadend", () => {
    resolve(request.status === 200 ? request.responseXML ?? undefined : undefined);
  });
  request.send();
  return promise;
}
