import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state }) {
    const { user } = requireSession(state);
    const reports = await state.services.moderation.reports(user);
    const shown = reports.map(({ at, ...report }) => ({
      ...report,
      at: new Date(at).toISOString(),
    }));
    return Response.json({ reports: shown });
  },
});
