import { cursorsOf, waitOf } from "@/lib/middlewares/params.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { visitorOf } from "@/lib/middlewares/visitor_of.ts";
import { define } from "@/utils.ts";

const STREAM = {
  "content-type": "text/event-stream",
  // A proxy that compresses, or one that collects what it passes on, would keep the news for itself.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};
const ANSWER = { "content-type": "application/json", "cache-control": "no-store" };

export const handler = define.handlers({
  // Else it were a GET whose body nobody reads, nor lets go of.
  HEAD({ state }) {
    requireSession(state);
    return new Response(null, { headers: STREAM });
  },

  GET({ state, url }) {
    const session = requireSession(state);
    const { hub, sessions, admission } = state.services;
    const { caller } = state;
    const cursors = cursorsOf(url.searchParams);
    const waitMs = waitOf(url.searchParams);
    admission.admit({ key: session.key, address: caller.address });
    const visitor = visitorOf(session, { caller, sessions });
    if (waitMs === undefined) {
      return new Response(hub.stream(visitor, cursors), { headers: STREAM });
    }
    return new Response(hub.poll(visitor, cursors, { waitMs }), { headers: ANSWER });
  },
});
