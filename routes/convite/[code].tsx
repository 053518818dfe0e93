import { page } from "fresh";
import { FIRST_ROOM } from "@/lib/chat/first_room.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { define } from "@/utils.ts";
import { type JoinData, JoinScreen } from "../(_pages)/join_screen.tsx";

export const handler = define.handlers({
  async GET(ctx) {
    if (ctx.state.session) return ctx.redirect(`/r/${FIRST_ROOM}`, 303);
    const view = await ctx.state.services.door.look();
    const code = (ctx.params["code"] ?? "").slice(0, LIMITS.joinCode);
    const typed = { name: "", code, shared: false, invited: true, withPassword: false };
    return page<JoinData>({ view, ...typed, complaint: undefined });
  },
});

/** The first page, with the join code filled in. */
export default define.page<typeof handler>(function InvitePage({ data, req, state, url }) {
  const speech = speechFor(state.locale, req);
  return <JoinScreen {...{ data, speech }} host={url.host} path={url.pathname} />;
});
