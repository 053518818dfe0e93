import type { Message } from "@/lib/chat/model.ts";
import type { RoomFeed } from "./room_feed.ts";

/** Calls `act` with an own message once it is stored. Gives back how not to wait any longer. */
export function whenStored(
  { messages }: Pick<RoomFeed, "messages">,
  { id, me }: { id: string; me: number },
  act: (message: Message) => void,
): () => void {
  const letGo = messages.subscribe((all) => {
    const stored = all.find((message) => message.id === id && message.author.id === me);
    // Not at once: it may be there already, and nothing to let go of.
    if (stored) {
      queueMicrotask(() => {
        letGo();
        act(stored);
      });
    }
  });
  return letGo;
}
