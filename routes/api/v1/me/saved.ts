import { toOwnEntryJson } from "@/lib/chat/own_entry.ts";
import { SavedMessage } from "@/lib/chat/requests.ts";
import { ownListOf } from "@/lib/middlewares/params.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state, url }) {
    const { user } = requireSession(state);
    const entries = await state.services.chat.saved(user.id, ownListOf(url.searchParams));
    return Response.json({ entries: entries.map(toOwnEntryJson) });
  },

  async POST({ req, state }) {
    const { user } = requireSession(state);
    const { on, ...message } = await readJson(req, SavedMessage);
    await state.services.chat.save(user.id, message, on);
    return new Response(null, { status: 204 });
  },
});
