import { Admission } from "@/lib/chat/requests.ts";
import { roomOf } from "@/lib/middlewares/params.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ req, params, state }) {
    const { user } = requireSession(state);
    const room = roomOf(params);
    const guest = (await readJson(req, Admission)).user;
    const { chat } = state.services;
    await (guest === undefined ? chat.join(user.id, room) : chat.invite(user.id, room, guest));
    return new Response(null, { status: 204 });
  },
});
