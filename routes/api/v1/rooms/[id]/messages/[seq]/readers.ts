import { messageOf } from "@/lib/middlewares/params.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ params, state }) {
    const { user } = requireSession(state);
    const { room, seq } = messageOf(params);
    return Response.json(await state.services.chat.readers(user.id, room, seq));
  },
});
