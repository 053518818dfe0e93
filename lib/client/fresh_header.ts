import type { Room } from "@/lib/chat/model.ts";

/** Everybody in a room hears of its new name at once; they do not all ask for the page at once. */
const WITHIN = 2_000;

/** What the head on the page tells. */
let told: string | undefined;

/**
 * Has the room's head made anew if something has changed that is told there.
 *
 * @param first the room as the page was made with it
 */
export async function followRoom(first: Room, room: Room): Promise<void> {
  told ??= keyOf(first);
  const key = keyOf(room);
  if (key === told) return;
  told = key;
  await refreshHeader(room.slug);
}

function keyOf({ slug, name, topic, kind, slow, locked, notify, with: others }: Room): string {
  const names = others?.map((person) => person.name);
  return JSON.stringify([slug, name, topic, kind, slow, locked, notify, names]);
}

/**
 * Shows a room's head as the server would make it now, under the room's present address: a room
 * changes its name so seldom that no page carries the means to draw it.
 */
async function refreshHeader(slug: string): Promise<void> {
  history.replaceState(history.state, "", `/r/${slug}${location.hash}`);
  const [number = 0] = crypto.getRandomValues(new Uint16Array(1));
  await new Promise((resolve) => setTimeout(resolve, number % WITHIN));
  const page = await loadPage(slug);
  const head = page?.querySelector("header.top");
  if (!page || !head) return;
  document.querySelector("header.top")?.replaceWith(document.adoptNode(head));
  // The number of what is unread stays before it.
  const unread = /^\(\d+\) /.exec(document.title)?.[0] ?? "";
  document.title = `${unread}${page.title}`;
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
