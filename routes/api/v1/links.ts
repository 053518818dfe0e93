import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ state }) {
    const session = requireSession(state);
    const { links } = state.services;
    const link = await links.makeDevice(session, links.origin(state.caller));
    const body = { url: link.url, expiresAt: new Date(link.expiresAt) };
    return Response.json(body, { status: 201, headers: { "cache-control": "no-store" } });
  },
});
