import { type Signal, signal } from "@preact/signals";
import type { RoomFeed } from "./room_feed.ts";

/** What a page shows of its room. */
export type RoomHere = Pick<RoomFeed, "messages" | "attached">;

/** The room on this page, for what lives beside the conversation; `undefined`: there is none yet. */
export const roomHere: Signal<RoomHere | undefined> = signal();
