import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state }) {
    const { user } = requireSession(state);
    const knocks = await state.services.door.knocks(user);
    return Response.json({ knocks: knocks.map((one) => ({ ...one, at: new Date(one.at) })) });
  },
});
