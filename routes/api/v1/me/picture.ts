import { LIMITS } from "@/lib/chat/limits.ts";
import { readBytes } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async PUT({ req, state }) {
    const { user } = requireSession(state);
    const bytes = await readBytes(req, LIMITS.picture);
    return Response.json({ user: await state.services.people.setPicture(user, bytes) });
  },

  async DELETE({ state }) {
    const { user } = requireSession(state);
    return Response.json({ user: await state.services.people.setPicture(user, undefined) });
  },
});
