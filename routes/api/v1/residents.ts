import { toResidentJson } from "@/lib/chat/resident.ts";
import { numberOf } from "@/lib/middlewares/params.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state, url }) {
    const { user } = requireSession(state);
    const query = url.searchParams.get("q") ?? "";
    const after = numberOf(url.searchParams, "after");
    const residents = await state.services.people.residents(user, { query, after });
    return Response.json({ residents: residents.map(toResidentJson) });
  },
});
