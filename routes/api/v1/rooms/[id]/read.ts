import { ReadUpTo } from "@/lib/chat/requests.ts";
import { roomOf } from "@/lib/middlewares/params.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ req, params, state }) {
    const { user } = requireSession(state);
    const room = roomOf(params);
    await state.services.chat.read(user.id, { room, ...await readJson(req, ReadUpTo) });
    return new Response(null, { status: 204 });
  },
});
