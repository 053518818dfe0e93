import type { Message } from "@/lib/chat/model.ts";
import { isPicture, type Picture } from "./file_kind.ts";

/** A picture, and the message that brought it. */
export interface ShownPicture {
  file: Picture;
  message: Pick<Message, "author" | "at">;
}

/** The pictures of messages, in the order in which they stand. */
export function picturesOf(messages: readonly Message[]): ShownPicture[] {
  return messages.flatMap((message) =>
    message.files?.filter(isPicture).map((file) => ({ file, message })) ?? []
  );
}
