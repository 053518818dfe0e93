import { Banning } from "@/lib/chat/requests.ts";
import { personOf } from "@/lib/middlewares/params.ts";
import { readOptionalJson } from "@/lib/middlewares/read_json.ts";
import { requireConfirmed, requireRole } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ req, params, state }) {
    const { user } = requireRole(state, "moderator");
    requireConfirmed(state);
    const id = personOf(params);
    const input = await readOptionalJson(req, Banning);
    const { undo, addresses } = await state.services.moderation.ban(user, id, input);
    return Response.json({ undo, ...(addresses.length > 0 ? { addresses } : {}) });
  },

  async DELETE({ params, state }) {
    const { user } = requireRole(state, "moderator");
    requireConfirmed(state);
    await state.services.moderation.unban(user, personOf(params));
    return new Response(null, { status: 204 });
  },
});
