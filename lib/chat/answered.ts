import * as z from "zod/mini";
import { ServerFrame } from "./server_frame.ts";

/** How the server hangs up where there is no socket to close: the socket's own codes. */
export const Closing = z.object({ code: z.number(), reason: z.string() });
export type Closing = z.infer<typeof Closing>;

/** The server's frames as the answer to one request; after `close` comes nothing more. */
export const Answered = z.object({
  frames: z.array(ServerFrame),
  close: z.optional(Closing),
});
