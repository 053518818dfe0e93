import { SignIn } from "@/lib/chat/requests_auth.ts";
import { withCookies } from "@/lib/middlewares/answers.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  GET({ state }) {
    const session = requireSession(state);
    const until = state.services.passwords.confirmedUntil(session);
    return Response.json({
      session: {
        hasPassword: session.hasPassword ?? false,
        ...(until === undefined ? {} : { confirmedUntil: new Date(until) }),
        newDevices: session.newDevices ?? 0,
      },
    });
  },

  async POST({ req, state }) {
    const input = await readJson(req, SignIn);
    const { caller, session: current, services } = state;
    const entry = await services.door.signIn(input, { ...caller, current });
    if (entry.kind === "waiting") {
      const waiting = Response.json({ knock: { name: entry.name } }, { status: 202 });
      return withCookies(waiting, entry.setCookies);
    }
    const { user, isNew } = entry;
    return withCookies(Response.json({ user }, { status: isNew ? 201 : 200 }), entry.setCookies);
  },

  async DELETE({ state }) {
    const { setCookie } = await state.services.sessions.signOut(state.caller);
    return withCookies(new Response(null, { status: 204 }), [setCookie]);
  },
});
