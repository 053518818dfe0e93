import { HUES } from "@/lib/chat/hues.ts";
import type { Message, Reaction, Room, User } from "@/lib/chat/model.ts";
import { isSharedFile } from "./file_shape.ts";
import {
  isClientId,
  isCursor,
  isId,
  isInstant,
  isNumber,
  isSwitch,
  isText,
  isTrue,
  listOf,
  maybe,
  oneOf,
  type Shape,
  shapeOf,
} from "./shape.ts";

const looks = {
  hue: maybe((value) => isCursor(value) && Number(value) < HUES),
  picture: maybe(isId),
};

/** A person as others see them. */
export const isUser: Shape = shapeOf<User>({
  id: isId,
  name: isText,
  role: oneOf("host", "moderator", "member", "guest"),
  ...looks,
});

/** A room as one person sees it. */
export const isRoom: Shape = shapeOf<Room>({
  ...{ id: isId, slug: isText, name: isText, topic: isText },
  kind: oneOf("public", "private", "direct", "announcement"),
  ...{ rev: isCursor, joined: isSwitch, readSeq: isCursor, unread: isCursor, mentions: isCursor },
  members: maybe(isCursor),
  role: maybe(oneOf("owner", "member")),
  notify: maybe(oneOf("all", "mentions", "nothing")),
  ...{ slow: maybe(isId), locked: maybe(isTrue), archived: maybe(isTrue) },
  with: maybe(listOf(isUser)),
});

/** A message in its present state. */
export const isMessage: Shape = shapeOf<Message>({
  ...{ room: isId, seq: isId, rev: isId, id: isClientId },
  author: shapeOf<Message["author"]>({ id: isId, name: isText, ...looks }),
  kind: oneOf("text", "system"),
  ...{ body: isText, at: isInstant, editedAt: maybe(isInstant), deleted: maybe(isTrue) },
  replyTo: maybe(isId),
  reactions: maybe(listOf(
    shapeOf<Reaction>({ emoji: isText, n: isId, users: listOf(isId), me: maybe(isTrue) }),
  )),
  ...{ mentions: maybe(listOf(isId)), all: maybe(isTrue), pinned: maybe(isTrue) },
  files: maybe(listOf(isSharedFile)),
});

/** What a server says binds its clients. */
export const isLimits: Shape = shapeOf<{ body: number; frame: number }>({
  body: isNumber,
  frame: isNumber,
});
