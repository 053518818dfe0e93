import type { Message } from "@/lib/chat/model.ts";
import type { RoomFeed } from "@/lib/client/room_feed.ts";
import { eventually } from "./eventually.ts";

/**
 * The messages of a feed, once the server has told it all of them: an own one stands in its place
 * from its ack on, with a `rev` of 0 until then.
 */
export async function told({ messages }: RoomFeed): Promise<readonly Message[]> {
  await eventually(() => messages.value.every(({ rev }) => rev > 0));
  return messages.value;
}
