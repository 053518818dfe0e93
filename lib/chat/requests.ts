import * as z from "zod/mini";
import { LIMITS } from "./limits.ts";
import { ClientId, Cursor, FileId, Id, Notify, Role } from "./model.ts";

/** Who can be invited at once, with a new room. */
const MOST_INVITED = 200;

/** A year, in seconds: longer than anybody is muted or banned for a time. */
const YEAR = 366 * 24 * 60 * 60;

/** What a room can be made, or become. */
const Kind = z.enum(["public", "private", "announcement"]);

/** `POST /rooms` */
export const NewRoom = z.object({
  name: z.string(),
  topic: z.optional(z.string()),
  kind: z.optional(Kind),
  members: z.optional(z.array(Id).check(z.maxLength(MOST_INVITED))),
});

/** `PATCH /rooms/:id`; `slow` in seconds, 0: not at all. */
export const ChangedRoom = z.object({
  name: z.optional(z.string()),
  topic: z.optional(z.string()),
  kind: z.optional(Kind),
  slow: z.optional(Cursor.check(z.lte(LIMITS.slow))),
  locked: z.optional(z.boolean()),
  archived: z.optional(z.boolean()),
});

/** `POST /rooms/:id/members`: without `user`, oneself. */
export const Admission = z.object({ user: z.optional(Id) });

/** `PATCH /rooms/:id/members/:user` */
export const Appointment = z.object({ role: z.enum(["owner", "member"]) });

/** `PATCH /rooms/:id/members/me` */
export const OwnMembership = z.object({ notify: Notify });

/** `POST /rooms/:id/read`; `back`: also backwards. */
export const ReadUpTo = z.object({ seq: Cursor, back: z.optional(z.literal(true)) });

/** `POST /rooms/:id/messages/:seq/report`, whose body may be left out. */
export const NewReport = z.object({ reason: z.optional(z.string()) });

/** `POST /reports/:id`, whose body may be left out; `delete`: the message goes as well. */
export const ClosedReport = z.object({ delete: z.optional(z.literal(true)) });

/** `POST /direct`: one other, or several. */
export const Direct = z.union([
  z.object({ user: Id }),
  z.object({ users: z.array(Id).check(z.minLength(1), z.maxLength(LIMITS.direct)) }),
]);

/** `POST /people/:id/mute` */
export const Muting = z.object({ seconds: Id.check(z.lte(YEAR)) });

/** `POST /people/:id/ban`: without `seconds`, for good; `address`: by address too. */
export const Banning = z.object({
  seconds: z.optional(Id.check(z.lte(YEAR))),
  reason: z.optional(z.string()),
  address: z.optional(z.literal(true)),
});

/** `PATCH /people/:id` */
export const ChangedPerson = z.object({ role: Role });

/** `POST /rooms/:id/messages` */
export const NewMessage = z.object({
  id: ClientId,
  body: z.string(),
  replyTo: z.optional(Id),
  files: z.optional(z.array(FileId).check(z.maxLength(LIMITS.files))),
});

/** `POST /rooms/:id/files/zip` */
export const ChosenFiles = z.object({
  files: z.array(FileId).check(z.minLength(1), z.maxLength(LIMITS.zipped)),
});

/**
 * `PATCH /rooms/:id/messages/:seq`: another text, or in view of the whole room or no more; not both
 * at once. An `id` makes it safe to ask again.
 */
export const ChangedMessage = z.union([
  z.object({ id: z.optional(ClientId), body: z.string(), pinned: z.optional(z.never()) }),
  z.object({ id: z.optional(ClientId), pinned: z.boolean(), body: z.optional(z.never()) }),
]);

/** `POST /rooms/:id/messages/:seq/forward`: to which room. */
export const ForwardedMessage = z.object({ id: ClientId, room: Id });

/** `POST /me/saved`: a message that is put aside, or taken away from there. */
export const SavedMessage = z.object({ room: Id, seq: Id, on: z.boolean() });

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
