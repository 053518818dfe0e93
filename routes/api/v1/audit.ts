import { toAuditJson } from "@/lib/chat/audit_entry.ts";
import { numberOf } from "@/lib/middlewares/params.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state, url }) {
    const { user } = requireSession(state);
    const room = numberOf(url.searchParams, "room");
    const before = numberOf(url.searchParams, "before");
    const entries = await state.services.moderation.audit(user, { room, before });
    return Response.json({ entries: entries.map(toAuditJson) });
  },
});
