import { roomOf } from "@/lib/middlewares/params.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async DELETE({ params, state }) {
    const { user } = requireSession(state);
    await state.services.chat.leave(user.id, roomOf(params));
    return new Response(null, { status: 204 });
  },
});
