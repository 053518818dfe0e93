import type { ClientFrame } from "@/lib/chat/protocol.ts";
import { canRecord } from "./capabilities.ts";
import { frameOf } from "./entry.ts";
import { sharedShelf } from "./indexed_shelf.ts";
import { Outbox, type OutboxOptions } from "./outbox.ts";
import type { OutboxShelf } from "./outbox_shelf.ts";
import { hasUploads } from "./uploads_mark.ts";

/** Whether this page needs what files are sent with, before anybody has chosen one. */
export function wantsFiles(user: number): boolean {
  return hasUploads(user) || canRecord();
}

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
