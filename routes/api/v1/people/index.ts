import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state, url }) {
    const { user } = requireSession(state);
    const query = url.searchParams.get("q") ?? "";
    return Response.json({ people: await state.services.people.search(user, query) });
  },
});
