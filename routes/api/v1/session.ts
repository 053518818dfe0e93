import { SignIn } from "@/lib/chat/requests.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ req, state }) {
    const { name } = await readJson(req, SignIn);
    const { user, setCookie } = await state.services.sessions.signIn({ name }, {
      ...state.caller,
      current: state.session,
    });
    if (!setCookie) return Response.json({ user });
    return Response.json({ user }, { status: 201, headers: { "set-cookie": setCookie } });
  },

  async DELETE({ state }) {
    const { setCookie } = await state.services.sessions.signOut(state.caller);
    return new Response(null, { status: 204, headers: { "set-cookie": setCookie } });
  },
});
