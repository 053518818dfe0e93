import { listOf, messageOf } from "@/lib/middlewares/params.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ params, state, url }) {
    const { user } = requireSession(state);
    const list = listOf(url.searchParams);
    const messages = await state.services.chat.replies(user.id, messageOf(params), list);
    return Response.json({ messages });
  },
});
