import { Conflict, Unavailable } from "@/lib/chat/errors.ts";
import { Frames } from "@/lib/chat/requests.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { visitorOf } from "@/lib/middlewares/visitor_of.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST({ req, state }) {
    const session = requireSession(state);
    const { caller } = state;
    const { hub, sessions, store } = state.services;
    const { me = session.user.id, store: meant = store.id, frames } = await readJson(req, Frames);
    if (me !== session.user.id) throw new Conflict("Somebody else is signed in by now");
    // Unlike a socket, a request is not bound to the database that its client was welcomed to.
    if (meant !== store.id) throw new Unavailable("The database is another one now");
    const answers = await hub.door.answer(frames, visitorOf(session, { caller, sessions }));
    return new Response(`{"frames":[${answers.join(",")}]}`, {
      headers: { "content-type": "application/json", "cache-control": "no-store" },
    });
  },
});
