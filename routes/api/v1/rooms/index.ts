import { NewRoom } from "@/lib/chat/requests.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state }) {
    const { user } = requireSession(state);
    return Response.json({ rooms: await state.services.chat.rooms(user.id) });
  },

  async POST({ req, state }) {
    const { user } = requireSession(state);
    const room = await state.services.chat.createRoom(user.id, await readJson(req, NewRoom));
    return Response.json({ room }, { status: 201 });
  },
});
