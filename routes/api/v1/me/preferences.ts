import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state }) {
    const { user } = requireSession(state);
    return Response.json({ preferences: await state.services.people.preferences(user) });
  },
});
