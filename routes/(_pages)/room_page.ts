import type { Context } from "fresh";
import type { Room } from "@/lib/chat/model.ts";
import type { Access } from "@/lib/chat/store.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import type { State } from "@/utils.ts";
import { findRoom } from "./find_room.ts";
import { type FlashData, flashOf } from "./flash.ts";
import { type Frame, frameOf } from "./frame.ts";

/** What every page about a room begins with. */
export interface RoomPage {
  frame: Frame;
  room: Room;
  access: Access;
  flash: FlashData | undefined;
}

/**
 * The room of a page below it.
 *
 * @param below what follows the room's address in the path
 * @returns a redirect, for an address that the room had, and for those who are not signed in
 * @throws {NotFound} if the person does not see the room
 */
export async function roomPage(
  ctx: Context<State>,
  below: string,
  words?: (room: Room) => Readonly<Record<string, string>>,
): Promise<RoomPage | Response> {
  const { state, req, url } = ctx;
  if (!state.session) return ctx.redirect("/", 303);
  const { user } = requireSession(state);
  const frame = await frameOf(state);
  const { room, moved } = await findRoom(ctx, below, frame.rooms);
  if (moved !== undefined && ctx.req.method === "GET") return ctx.redirect(moved, 303);
  const [access, flash] = await Promise.all([
    state.services.chat.access(user.id, room.id),
    flashOf({ state, req, url, room: room.id, ...words ? { words: words(room) } : {} }),
  ]);
  return { frame, room, access, flash };
}
