import { ClosedReport } from "@/lib/chat/requests.ts";
import { idOf } from "@/lib/middlewares/params.ts";
import { readOptionalJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ req, params, state }) {
    const { user } = requireSession(state);
    const id = idOf(params, { name: "id", what: "the report" });
    const closing = await readOptionalJson(req, ClosedReport);
    await state.services.moderation.closeReport(user, id, closing);
    return new Response(null, { status: 204 });
  },
});
