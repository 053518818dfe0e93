import { OwnMembership } from "@/lib/chat/requests.ts";
import { roomOf } from "@/lib/middlewares/params.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async PATCH({ req, params, state }) {
    const { user } = requireSession(state);
    const room = roomOf(params);
    const { notify } = await readJson(req, OwnMembership);
    await state.services.rooms.setNotify(user, room, notify);
    return new Response(null, { status: 204 });
  },

  async DELETE({ params, state }) {
    const { user } = requireSession(state);
    await state.services.rooms.leave(user, roomOf(params));
    return new Response(null, { status: 204 });
  },
});
