import { NewReport } from "@/lib/chat/requests.ts";
import { messageOf } from "@/lib/middlewares/params.ts";
import { readOptionalJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ req, params, state }) {
    const { user } = requireSession(state);
    const message = messageOf(params);
    const { reason } = await readOptionalJson(req, NewReport);
    await state.services.moderation.report(user, { ...message, reason });
    return new Response(null, { status: 204 });
  },
});
