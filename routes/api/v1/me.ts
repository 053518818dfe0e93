import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  GET({ state }) {
    return Response.json({ user: requireSession(state).user });
  },
});
