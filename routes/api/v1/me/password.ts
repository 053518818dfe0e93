import { NewPassword } from "@/lib/chat/requests_auth.ts";
import { done } from "@/lib/middlewares/answers.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async PUT({ req, state }) {
    const session = requireSession(state);
    const input = await readJson(req, NewPassword);
    return done(await state.services.passwords.set(session, input, state.caller));
  },
});
