import { done } from "@/lib/middlewares/answers.ts";
import { knockOf } from "@/lib/middlewares/params.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ params, state }) {
    const { user } = requireSession(state);
    await state.services.door.letIn(user, knockOf(params));
    return done();
  },

  async DELETE({ params, state }) {
    const { user } = requireSession(state);
    await state.services.door.turnAway(user, knockOf(params));
    return done();
  },
});
