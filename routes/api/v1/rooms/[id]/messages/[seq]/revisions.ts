import { messageOf } from "@/lib/middlewares/params.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ params, state }) {
    const { user } = requireSession(state);
    const revisions = await state.services.chat.revisions(user.id, messageOf(params));
    return Response.json({ revisions });
  },
});
