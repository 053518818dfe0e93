import type { Room } from "@/lib/chat/model.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import type { State } from "@/utils.ts";

interface Asked {
  state: State;
  params: Readonly<Record<string, string>>;
  url: URL;
}

/**
 * The room that a path names by its address, or by one that it had.
 *
 * @param below what follows the room's address in the path
 * @param listed rooms of the person's that were read just now
 * @returns also where to go, if the address is an old one
 * @throws {NotFound} if the person does not see it
 */
export async function findRoom(
  { state, params, url }: Asked,
  below = "",
  listed: readonly Room[] = [],
): Promise<{ room: Room; moved: string | undefined }> {
  const { user } = requireSession(state);
  const slug = params["slug"] ?? "";
  const room = listed.find((one) => one.slug === slug) ??
    await state.services.chat.room(user.id, { slug });
  // Never for good: a room may go back to an address that it had, and browsers remember those.
  const moved = room.slug === slug ? undefined : `/r/${room.slug}${below}${url.search}`;
  return { room, moved };
}
