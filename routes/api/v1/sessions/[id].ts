import { done } from "@/lib/middlewares/answers.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async DELETE({ params, state }) {
    await state.services.sessions.end(requireSession(state), params["id"] ?? "");
    return done();
  },
});
