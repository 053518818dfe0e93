import type { Context } from "fresh";
import type { State } from "@/utils.ts";

/** What clients come to by hundreds when a server or a network is back, in order to stay. */
const STAYS = new Set(["/ws", "/api/v1/events"]);

/**
 * Lets those who come to stay in a few at a time: their sessions are looked up in the same database
 * and on the same thread as the messages of those who are there already, who must not wait for
 * all of them.
 */
export async function inTurn(ctx: Context<State>): Promise<Response> {
  if (!STAYS.has(ctx.url.pathname)) return await ctx.next();
  return await ctx.state.services.entrance.pass(async () => {
    // Whoever has given up waiting is not worth a look.
    return ctx.req.signal.aborted ? new Response(null, { status: 503 }) : await ctx.next();
  });
}
