import { Direct } from "@/lib/chat/requests.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ req, state }) {
    const { user } = requireSession(state);
    const wanted = await readJson(req, Direct);
    const others = "users" in wanted ? wanted.users : [wanted.user];
    return Response.json({ room: await state.services.rooms.direct(user, others) });
  },
});
