import { NewMessage } from "@/lib/chat/requests.ts";
import { pageOf, roomOf } from "@/lib/middlewares/params.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ params, state, url }) {
    const { user } = requireSession(state);
    const { chat } = state.services;
    return Response.json(await chat.history(user.id, roomOf(params), pageOf(url.searchParams)));
  },

  async POST({ req, params, state }) {
    const { user } = requireSession(state);
    const room = roomOf(params);
    const { chat } = state.services;
    const ack = await chat.post(user, { ...await readJson(req, NewMessage), room });
    const message = await chat.acked(user.id, ack);
    return Response.json({ message }, { status: ack.dup ? 200 : 201 });
  },
});
