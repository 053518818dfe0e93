import { originFor } from "@/lib/auth/link_url.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ state }) {
    const session = requireSession(state);
    const { links, config } = state.services;
    const link = await links.makeDevice(session, originFor(state.caller, config.publicUrl));
    const body = { url: link.url, expiresAt: new Date(link.expiresAt) };
    return Response.json(body, { status: 201, headers: { "cache-control": "no-store" } });
  },
});
