import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

/** What the caller may send just now: a page says so before anything is sent in vain. */
export const handler = define.handlers({
  async GET({ state }) {
    const { user } = requireSession(state);
    return Response.json({ limits: await state.services.uploads.limits(user) });
  },
});
