import type { Message } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import type { MenuItem } from "./MessageMenu.tsx";
import type { MessageRights } from "./message_rights.ts";

/** What the menu of a message offers beside reactions. */
export type MenuKey =
  | "reply"
  | "edit"
  | "thread"
  | "copy"
  | "link"
  | "forward"
  | "pin"
  | "pins"
  | "keep"
  | "revisions"
  | "readers"
  | "unread"
  | "report"
  | "delete";

/** The keys that do the same without the menu. */
const KEYS = { reply: "R", edit: "E", thread: "T", delete: "Delete" } as const;

interface MenuContext {
  message: Message;
  may: MessageRights;
  /** How many answer it. */
  replies: number;
  /** The person has put it aside. */
  kept: boolean;
  speech: Speech<"chat">;
}

/** The menu of a message, from what is done most to what is best thought over. */
export function menuItems(
  { message, may, replies, kept, speech }: MenuContext,
): MenuItem<MenuKey>[] {
  const { deleted, pinned, editedAt } = message;
  const items: (MenuItem<MenuKey> | false | undefined)[] = [
    may.reply &&
    { key: "reply", label: speech.say("tools.reply"), icon: "reply", hint: KEYS.reply },
    may.edit && { key: "edit", label: speech.say("menu.edit"), icon: "edit", hint: KEYS.edit },
    replies > 0 &&
    { key: "thread", label: speech.say("menu.thread"), icon: "thread", hint: KEYS.thread },
    !deleted && message.body !== "" &&
    { key: "copy", label: speech.say("menu.copy"), icon: "copy" },
    { key: "link", label: speech.say("menu.link"), icon: "link" },
    !deleted && { key: "forward", label: speech.say("menu.forward"), icon: "forward" },
    may.pin && {
      key: "pin",
      label: speech.say(pinned ? "menu.unpin" : "menu.pin"),
      icon: "pin",
    },
    !deleted && {
      key: "keep",
      label: speech.say(kept ? "menu.unkeep" : "menu.keep"),
      icon: "keep",
    },
    !deleted && editedAt !== undefined &&
    { key: "revisions", label: speech.say("menu.revisions"), icon: "clock" },
    !deleted && { key: "readers", label: speech.say("menu.readers"), icon: "eye" },
    { key: "unread", label: speech.say("menu.unread"), icon: "mail" },
    { key: "pins", label: speech.say("menu.pins"), icon: "pin" },
    may.report && { key: "report", label: speech.say("menu.report"), icon: "shield" },
    may.delete &&
    {
      key: "delete",
      label: speech.say("menu.delete"),
      icon: "trash",
      bad: true,
      hint: KEYS.delete,
    },
  ];
  return items.filter((item) => item !== false && item !== undefined);
}
