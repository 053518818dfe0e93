import { NewRoom } from "@/lib/chat/requests.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state, url }) {
    const { user } = requireSession(state);
    const { chat, rooms } = state.services;
    const archived = url.searchParams.has("archived");
    return Response.json({ rooms: await (archived ? rooms.archived(user) : chat.rooms(user.id)) });
  },

  async POST({ req, state }) {
    const { user } = requireSession(state);
    const room = await state.services.rooms.create(user, await readJson(req, NewRoom));
    return Response.json({ room }, { status: 201 });
  },
});
