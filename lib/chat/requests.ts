import * as z from "zod/mini";
import { LIMITS } from "./limits.ts";
import { ClientId, Id } from "./model.ts";

/** Who can be invited at once, with a new room. */
const MOST_INVITED = 200;

/** `POST /rooms` */
export const NewRoom = z.object({
  name: z.string(),
  topic: z.optional(z.string()),
  kind: z.optional(z.enum(["public", "private"])),
  members: z.optional(z.array(Id).check(z.maxLength(MOST_INVITED))),
});

/** `POST /rooms/:id/members`: without `user`, oneself. */
export const Admission = z.object({ user: z.optional(Id) });

/** `POST /direct` */
export const Direct = z.object({ user: Id });

/** `POST /rooms/:id/messages` */
export const NewMessage = z.object({ id: ClientId, body: z.string(), replyTo: z.optional(Id) });

/** `PATCH /rooms/:id/messages/:seq`: another text; an `id` makes it safe to ask again. */
export const ChangedMessage = z.object({ id: z.optional(ClientId), body: z.string() });

/** `DELETE /rooms/:id/messages/:seq`, whose body may be left out. */
export const DeletedMessage = z.object({ id: z.optional(ClientId) });

/**
 * `POST /frames`. `me` is who the client takes itself for: a cookie is the browser's, and may be
 * another person's by now. `store` is the database that it was welcomed to: another one may have
 * taken its place since. A frame of another shape is answered by a `nack`, like on the socket.
 */
export const Frames = z.object({
  me: z.optional(Id),
  store: z.optional(z.string()),
  frames: z.array(z.unknown()).check(z.maxLength(LIMITS.frames)),
});
