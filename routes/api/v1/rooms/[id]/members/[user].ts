import { Appointment } from "@/lib/chat/requests.ts";
import { memberOf } from "@/lib/middlewares/params.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async PATCH({ req, params, state }) {
    const { user: actor } = requireSession(state);
    const { room, user } = memberOf(params);
    const { role } = await readJson(req, Appointment);
    await state.services.rooms.appoint(actor, room, { user, role });
    return new Response(null, { status: 204 });
  },

  async DELETE({ params, state }) {
    const { user: actor } = requireSession(state);
    const { room, user } = memberOf(params);
    return Response.json({ undo: await state.services.rooms.remove(actor, room, user) });
  },
});
