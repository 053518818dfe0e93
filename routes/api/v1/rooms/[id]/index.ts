import { ChangedRoom } from "@/lib/chat/requests.ts";
import { roomOf } from "@/lib/middlewares/params.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ params, state }) {
    const { user } = requireSession(state);
    const which = { id: roomOf(params) };
    const room = await state.services.chat.room(user.id, which, { archived: true });
    return Response.json({ room });
  },

  async PATCH({ req, params, state }) {
    const { user } = requireSession(state);
    const room = roomOf(params);
    const changes = await readJson(req, ChangedRoom);
    return Response.json(await state.services.rooms.amend(user, room, changes));
  },

  async DELETE({ params, state }) {
    const { user } = requireSession(state);
    await state.services.rooms.erase(user, roomOf(params));
    return new Response(null, { status: 204 });
  },
});
