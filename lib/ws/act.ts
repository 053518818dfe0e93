import type { Ack } from "@/lib/chat/posting.ts";
import type { Chat } from "@/lib/chat/chat.ts";
import type { User } from "@/lib/chat/model.ts";
import type { ClientFrame } from "@/lib/chat/protocol.ts";

/** The names of the frames that change a room. */
export const ACTIONS = ["send", "edit", "delete", "react"] as const;

/** A frame that changes a room, and is answered by `ack` or `nack` with its id. */
export type ActionFrame = Extract<ClientFrame, { t: (typeof ACTIONS)[number] }>;

/** What an action is done with. */
export type ActionDoor = Pick<Chat, "post" | "edit" | "delete" | "react">;

/** Whether a frame changes a room. */
export function isAction(frame: ClientFrame): frame is ActionFrame {
  return ACTIONS.some((name) => name === frame.t);
}

/**
 * Does what a frame asks for, as that person. Resolves after COMMIT.
 *
 * @throws {ChatError} `retry`: the same id again; else refused for good
 */
export function act(chat: ActionDoor, author: User, frame: ActionFrame): Promise<Ack> {
  switch (frame.t) {
    case "send":
      return chat.post(author, frame);
    case "edit":
      return chat.edit(author, frame);
    case "delete":
      return chat.delete(author, frame);
    case "react":
      return chat.react(author, frame);
  }
}
