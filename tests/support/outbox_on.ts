import { openOutbox, type OutboxParts } from "@/lib/client/open_outbox.ts";
import type { Outbox } from "@/lib/client/outbox.ts";
import type { OutboxShelf } from "@/lib/client/outbox_shelf.ts";

/** Opens outboxes on this shelf, at once. */
export function outboxOn(shelf: OutboxShelf): (parts: OutboxParts) => Outbox {
  return (parts) => openOutbox(parts, shelf);
}
