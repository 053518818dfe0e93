import { inviteUrl } from "@/lib/auth/link_url.ts";
import { ServerChanges } from "@/lib/chat/requests_auth.ts";
import type { ServerSettings } from "@/lib/chat/store.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireConfirmed, requireRole } from "@/lib/middlewares/signed_in.ts";
import { define, type State } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state }) {
    requireRole(state, "moderator");
    return answer(state, await state.services.settings.now());
  },

  async PATCH({ req, state }) {
    const { user } = requireRole(state, "host");
    requireConfirmed(state);
    const changes = await readJson(req, ServerChanges);
    return answer(state, await state.services.settings.set(user, changes));
  },
});

function answer({ services, caller }: State, server: ServerSettings): Response {
  const { settings, links } = services;
  const { joinCode } = server;
  return Response.json({
    server: { ...server, fixed: settings.fixed },
    ...(joinCode === undefined ? {} : { invite: inviteUrl(joinCode, links.origin(caller)) }),
  }, { headers: { "cache-control": "no-store" } });
}
