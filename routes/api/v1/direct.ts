import { Direct } from "@/lib/chat/requests.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ req, state }) {
    const { user } = requireSession(state);
    const other = await readJson(req, Direct);
    return Response.json({ room: await state.services.chat.direct(user.id, other.user) });
  },
});
