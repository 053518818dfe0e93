import { Unauthenticated } from "@/lib/chat/errors.ts";
import { CLOSE, PROTOCOL } from "@/lib/chat/protocol.ts";
import { visitorOf } from "@/lib/middlewares/visitor_of.ts";
import { define } from "@/utils.ts";

/** The runtime pings at half of this; a peer that answers nothing for so long is gone. */
const IDLE_SECONDS = 45;

export const handler = define.handlers({
  GET(ctx) {
    const { session, caller, services } = ctx.state;
    const { hub, sessions, admission } = services;
    if (!session && !sessions.isNamed(caller)) throw new Unauthenticated();
    admission.admit({ key: session?.key, address: caller.address });
    const asked = ctx.req.headers.get("sec-websocket-protocol")?.split(",") ?? [];
    const protocol = asked.some((name) => name.trim() === PROTOCOL) ? { protocol: PROTOCOL } : {};
    const { socket, response } = ctx.upgrade({ idleTimeout: IDLE_SECONDS, ...protocol });
    if (!session) {
      // A browser is told the reason of a close, but not the status of a refused upgrade.
      socket.onopen = () => socket.close(CLOSE.signedOut, "signed out");
      return response;
    }
    hub.open(socket, visitorOf(session, { caller, sessions }));
    return response;
  },
});
