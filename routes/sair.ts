import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { setCookie } = await ctx.state.services.sessions.signOut(ctx.state.caller);
    const answer = ctx.redirect("/", 303);
    answer.headers.append("set-cookie", setCookie);
    return answer;
  },
});
