import type { ClientFrame } from "@/lib/chat/protocol.ts";
import { frameOf } from "./entry.ts";
import { sharedShelf } from "./indexed_shelf.ts";
import { Outbox, type OutboxOptions } from "./outbox.ts";
import type { OutboxShelf } from "./outbox_shelf.ts";

export { hasUploads } from "./uploads_mark.ts";

/** Whose outbox, and how its frames are sent: false where there is no connection. */
export interface OutboxParts extends Omit<OutboxOptions, "send" | "shelf"> {
  send(frame: Exclude<ClientFrame, { t: "hello" }>): boolean;
}

/** An outbox that says what it has to send as frames of the protocol. */
export function openOutbox(
  { send, ...parts }: OutboxParts,
  shelf: OutboxShelf = sharedShelf(),
): Outbox {
  return new Outbox({ ...parts, shelf, send: (entry) => send(frameOf(entry)) });
}
