import { done } from "@/lib/middlewares/answers.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ state }) {
    await state.services.sessions.acknowledge(requireSession(state));
    return done();
  },
});
