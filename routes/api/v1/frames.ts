import { Conflict } from "@/lib/chat/errors.ts";
import { Frames } from "@/lib/chat/requests.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { visitorOf } from "@/lib/middlewares/visitor_of.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ req, state }) {
    const session = requireSession(state);
    const { caller } = state;
    const { hub, sessions } = state.services;
    const { me = session.user.id, frames } = await readJson(req, Frames);
    if (me !== session.user.id) throw new Conflict("Somebody else is signed in by now");
    const answers = await hub.door.answer(frames, visitorOf(session, { caller, sessions }));
    return new Response(`{"frames":[${answers.join(",")}]}`, {
      headers: { "content-type": "application/json", "cache-control": "no-store" },
    });
  },
});
