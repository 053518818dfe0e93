import { idOf } from "@/lib/middlewares/params.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ params, state }) {
    const { user } = requireSession(state);
    const id = idOf(params, { name: "id", what: "the decision, or it is too late" });
    await state.services.moderation.undo(user, id);
    return new Response(null, { status: 204 });
  },
});
