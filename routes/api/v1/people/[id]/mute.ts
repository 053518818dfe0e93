import { Muting } from "@/lib/chat/requests.ts";
import { personOf } from "@/lib/middlewares/params.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ req, params, state }) {
    const { user } = requireSession(state);
    const id = personOf(params);
    const { seconds } = await readJson(req, Muting);
    return Response.json({ undo: await state.services.moderation.mute(user, id, seconds) });
  },

  async DELETE({ params, state }) {
    const { user } = requireSession(state);
    await state.services.moderation.unmute(user, personOf(params));
    return new Response(null, { status: 204 });
  },
});
