import { requireSession } from "@/lib/middlewares/signed_in.ts";
import type { State } from "@/utils.ts";

/**
 * Notes how far the person has read. What a socket tells is written down a little later; the page
 * that comes next here has to show it already.
 */
export async function markRead(
  state: State,
  mark: { room: number; seq: number; back?: true },
): Promise<void> {
  const { user } = requireSession(state);
  const { chat, store } = state.services;
  await chat.read(user.id, mark);
  await store.rooms.read([{ ...mark, user: user.id }]);
}
