import { ChangedPerson } from "@/lib/chat/requests.ts";
import { mayHost } from "@/lib/chat/policy.ts";
import { personOf } from "@/lib/middlewares/params.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async PATCH({ req, params, state }) {
    const session = requireSession(state);
    mayHost(session.user);
    const { passwords, moderation } = state.services;
    passwords.requireConfirmed(session);
    const id = personOf(params);
    const { role } = await readJson(req, ChangedPerson);
    return Response.json(await moderation.setRole(session.user, id, role));
  },

  async DELETE({ params, state }) {
    const session = requireSession(state);
    mayHost(session.user);
    const { passwords, moderation } = state.services;
    passwords.requireConfirmed(session);
    await moderation.release(session.user, personOf(params));
    return new Response(null, { status: 204 });
  },
});
