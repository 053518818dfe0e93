import { roomOf } from "@/lib/middlewares/params.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ params, state }) {
    const { user } = requireSession(state);
    const messages = await state.services.chat.pins(user.id, roomOf(params));
    return Response.json({ messages });
  },
});
