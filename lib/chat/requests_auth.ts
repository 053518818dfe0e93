import * as z from "zod/mini";
import { LIMITS } from "./limits.ts";
import { HUES } from "./hues.ts";
import { Id, Instant, User } from "./model.ts";

/** A password as it is typed; what it must be, the server says in words. */
const Password = z.string().check(z.maxLength(4 * LIMITS.password));

/** `POST /session`: with `password` into an account that is there, else under a new name. */
export const SignIn = z.object({
  name: z.string(),
  code: z.optional(z.string()),
  password: z.optional(Password),
  shared: z.optional(z.boolean()),
});

/** `PATCH /me`; null takes a choice back. */
export const MyChanges = z.object({
  name: z.optional(z.string()),
  hue: z.optional(z.nullable(z.int().check(z.gte(0), z.lt(HUES)))),
  locale: z.optional(z.nullable(z.enum(["pt-BR", "en", "es"]))),
  theme: z.optional(z.nullable(z.enum(["light", "dark"]))),
  readsPrivate: z.optional(z.boolean()),
  seenShown: z.optional(z.boolean()),
  notify: z.optional(z.boolean()),
  enterBreaks: z.optional(z.boolean()),
  typing: z.optional(z.boolean()),
});

/** `PUT /me/password`; `current` where there is one. */
export const NewPassword = z.object({ password: Password, current: z.optional(Password) });

/** `POST /me/confirm` */
export const Confirmation = z.object({ password: Password });

/** `DELETE /me`, whose body may be left out. */
export const Farewell = z.object({ password: z.optional(Password) });

const Bytes = z.int().check(z.gte(0));

/**
 * `PATCH /server`; `joinCode`: another one, null for none, "new" for one made up by the server; limits
 * of files in bytes, 0 for none.
 */
export const ServerChanges = z.object({
  joinCode: z.optional(z.nullable(z.string())),
  knock: z.optional(z.boolean()),
  joinShowsPeople: z.optional(z.boolean()),
  newcomers: z.optional(z.enum(["member", "guest"])),
  guestsDirect: z.optional(z.boolean()),
  fileSize: z.optional(Bytes),
  filesPerPerson: z.optional(Bytes),
  filesTotal: z.optional(Bytes),
  diskFree: z.optional(Bytes),
});

/** `202` of `POST /session`: they wait to be let in. */
export const Waiting = z.object({ knock: z.object({ name: z.string() }) });

/** `GET /session` */
export const SessionView = z.object({
  session: z.object({
    hasPassword: z.boolean(),
    /** Until when the password given on it counts. */
    confirmedUntil: z.optional(Instant),
    newDevices: z.int(),
  }),
});

/** `GET /sessions` */
export const SessionList = z.object({
  sessions: z.array(z.object({
    id: z.string(),
    device: z.string(),
    address: z.string(),
    origin: z.enum(["name", "password", "link"]),
    createdAt: Instant,
    usedAt: Instant,
    isNew: z.boolean(),
    current: z.boolean(),
  })),
});

/** `GET /door` */
export const DoorView = z.object({
  door: z.object({
    code: z.boolean(),
    knock: z.boolean(),
    online: z.int(),
    people: z.optional(z.array(User)),
  }),
});

/** What a person has chosen, as `GET /me/preferences` says it. */
export const MyPreferences = z.object({
  hue: z.optional(z.int()),
  locale: z.optional(z.string()),
  theme: z.optional(z.enum(["light", "dark"])),
  readsPrivate: z.boolean(),
  seenShown: z.boolean(),
  notify: z.boolean(),
  enterBreaks: z.boolean(),
  typing: z.boolean(),
});

/** `PATCH /me` */
export const Me = z.object({ user: User, preferences: MyPreferences });

/** `POST /links` */
export const LinkView = z.object({ url: z.string(), expiresAt: Instant });

/** `GET /knocks` */
export const KnockList = z.object({
  knocks: z.array(
    z.object({ id: Id, name: z.string(), device: z.string(), address: z.string(), at: Instant }),
  ),
});

/** `GET /server`; `fixed`: what the environment has decided. */
export const ServerView = z.object({
  server: z.object({
    joinCode: z.optional(z.string()),
    knock: z.boolean(),
    joinShowsPeople: z.boolean(),
    newcomers: z.enum(["member", "guest"]),
    guestsDirect: z.boolean(),
    fileSize: z.int(),
    filesPerPerson: z.int(),
    filesTotal: z.int(),
    diskFree: z.int(),
    fixed: z.array(z.string()),
  }),
  invite: z.optional(z.string()),
});
