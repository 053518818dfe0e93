import { ForwardedMessage } from "@/lib/chat/requests.ts";
import { messageOf } from "@/lib/middlewares/params.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ req, params, state }) {
    const { user } = requireSession(state);
    const from = messageOf(params);
    const { id, room: to } = await readJson(req, ForwardedMessage);
    const { chat } = state.services;
    const ack = await chat.forward(user, { ...from, id, to });
    const message = await chat.acked(user.id, ack);
    return Response.json({ message }, { status: ack.dup ? 200 : 201 });
  },
});
