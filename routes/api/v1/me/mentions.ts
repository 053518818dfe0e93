import { toOwnEntryJson } from "@/lib/chat/own_entry.ts";
import { ownListOf } from "@/lib/middlewares/params.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state, url }) {
    const { user } = requireSession(state);
    const entries = await state.services.chat.mentions(user.id, ownListOf(url.searchParams));
    return Response.json({ entries: entries.map(toOwnEntryJson) });
  },
});
