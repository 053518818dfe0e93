import { mayModerate } from "@/lib/chat/policy.ts";
import { Banning } from "@/lib/chat/requests.ts";
import { personOf } from "@/lib/middlewares/params.ts";
import { readOptionalJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ req, params, state }) {
    const session = requireSession(state);
    mayModerate(session.user);
    const { passwords, moderation } = state.services;
    passwords.requireConfirmed(session);
    const id = personOf(params);
    const { undo, addresses } = await moderation.ban(
      session.user,
      id,
      await readOptionalJson(req, Banning),
    );
    return Response.json({ undo, ...(addresses.length > 0 ? { addresses } : {}) });
  },

  async DELETE({ params, state }) {
    const session = requireSession(state);
    mayModerate(session.user);
    const { passwords, moderation } = state.services;
    passwords.requireConfirmed(session);
    await moderation.unban(session.user, personOf(params));
    return new Response(null, { status: 204 });
  },
});
