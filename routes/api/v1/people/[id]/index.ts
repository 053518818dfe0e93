import { ChangedPerson } from "@/lib/chat/requests.ts";
import { personOf } from "@/lib/middlewares/params.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireConfirmed, requireRole } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async PATCH({ req, params, state }) {
    const { user } = requireRole(state, "host");
    requireConfirmed(state);
    const id = personOf(params);
    const { role } = await readJson(req, ChangedPerson);
    return Response.json(await state.services.moderation.setRole(user, id, role));
  },

  async DELETE({ params, state }) {
    const { user } = requireRole(state, "host");
    requireConfirmed(state);
    await state.services.moderation.release(user, personOf(params));
    return new Response(null, { status: 204 });
  },
});
