import { RateLimited, Unavailable } from "@/lib/chat/errors.ts";
import type { User } from "@/lib/chat/model.ts";
import type { Ack } from "@/lib/chat/posting.ts";
import type { ClientFrame } from "@/lib/chat/protocol.ts";
import { encodeFrame } from "./encode.ts";
import type { Refused } from "./nack.ts";
import type { Shared } from "./shared.ts";

/** The names of the frames that change a room. */
export const DEEDS = ["send", "edit", "delete", "react", "pin"] as const;

/** A frame that changes a room, and is answered by `ack` or `nack` with its id. */
export type Deed = Extract<ClientFrame, { t: (typeof DEEDS)[number] }>;

/** Whether a frame changes a room. */
export function isDeed(frame: ClientFrame): frame is Deed {
  return DEEDS.some((name) => name === frame.t);
}

/** Whose deeds they are. */
export interface Actor {
  readonly user: User;
  /** How many have no answer yet. */
  pending: number;
  /** Notes a refusal, and puts it into words. */
  refuse(of: Refused, error: unknown): string;
}

/** Deeds of one actor that wait for their answer, at most: each may hold 64 KiB. */
const PENDING = 256;

/** Does what a frame asks; resolves with the frame that answers it, as text. Never throws. */
export async function act(
  deed: Deed,
  actor: Actor,
  { chat, draining }: Pick<Shared, "chat" | "draining">,
): Promise<string> {
  const { t, id, room } = deed;
  const of = { re: t, id, room };
  if (draining) return actor.refuse(of, new Unavailable("The server is stopping"));
  if (actor.pending >= PENDING) return actor.refuse(of, new RateLimited(1_000));
  actor.pending++;
  try {
    return encodeFrame<"ack">({ t: "ack", ...await perform(deed, actor.user, chat) });
  } catch (error) {
    return actor.refuse(of, error);
  } finally {
    actor.pending--;
  }
}

function perform(deed: Deed, author: User, chat: Shared["chat"]): Promise<Ack> {
  switch (deed.t) {
    case "send":
      return chat.post(author, deed);
    case "edit":
      return chat.edit(author, deed);
    case "delete":
      return chat.delete(author, deed);
    case "react":
      return chat.react(author, deed);
    case "pin":
      return chat.pin(author, deed);
  }
}
