import { ChangedMessage, DeletedMessage } from "@/lib/chat/requests.ts";
import { newClientId } from "@/lib/client/client_id.ts";
import { messageOf } from "@/lib/middlewares/params.ts";
import { readJson, readOptionalJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ params, state }) {
    const { user } = requireSession(state);
    const message = await state.services.chat.message(user.id, messageOf(params));
    return Response.json({ message });
  },

  async PATCH({ req, params, state }) {
    const { user } = requireSession(state);
    const { chat } = state.services;
    const { id = newClientId(), body, pinned: on } = await readJson(req, ChangedMessage);
    const at = { ...messageOf(params), id };
    const ack =
      await (on === undefined ? chat.edit(user, { ...at, body }) : chat.pin(user, { ...at, on }));
    return Response.json({ message: await chat.acked(user.id, ack) });
  },

  async DELETE({ req, params, state }) {
    const { user } = requireSession(state);
    const { chat } = state.services;
    const { id = newClientId() } = await readOptionalJson(req, DeletedMessage);
    const ack = await chat.delete(user, { ...messageOf(params), id });
    const undo = ack.undo === undefined ? {} : { undo: ack.undo };
    return Response.json({ message: await chat.acked(user.id, ack), ...undo });
  },
});
