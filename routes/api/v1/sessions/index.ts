import { done } from "@/lib/middlewares/answers.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state }) {
    const sessions = await state.services.sessions.own(requireSession(state));
    return Response.json({
      sessions: sessions.map((one) => ({
        ...one,
        createdAt: new Date(one.createdAt),
        usedAt: new Date(one.usedAt),
      })),
    });
  },

  async DELETE({ state }) {
    await state.services.sessions.endOthers(requireSession(state));
    return done();
  },
});
