import { rightsOver } from "@/components/message/message_rights.ts";
import type { Message } from "@/lib/chat/model.ts";
import type { Conversation } from "@/lib/client/conversation.ts";
import { type MessageActs, MessageFocus } from "@/lib/client/message_focus.ts";

/**
 * What is done with messages by pointer and keys, as far as the person may. `others`: what is done in
 * another way than in the log; `find`: a message by its place, where it may not be in the log.
 */
export function focusOver(
  talk: Conversation,
  { others, find }: {
    others?: Partial<MessageActs>;
    find?: (seq: number) => Message | undefined;
  } = {},
): MessageFocus {
  const { opened, feed, voice, life, mutedUntil } = talk;
  return new MessageFocus({
    ...{ opened, feed, voice },
    may(deed, message) {
      const [me, room] = [life.me.value, life.room.value];
      const may = rightsOver(message, { room, me, mutedUntil, now: Date.now() });
      return deed === "thread" ? may.reply || feed.repliesTo(message.seq).length > 0 : may[deed];
    },
    show: (seq) => talk.show(seq),
    reply: (message) => talk.reply(message),
    editMessage: (message) => talk.editMessage(message),
    ...others,
  }, find);
}
