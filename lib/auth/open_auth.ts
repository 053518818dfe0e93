import type { Clock } from "@/lib/chat/clock.ts";
import type { Settings } from "@/lib/chat/settings.ts";
import type { Store } from "@/lib/chat/store.ts";
import { Cookies } from "./cookies.ts";
import { Door, type DoorParts } from "./door.ts";
import { Guesses } from "./guesses.ts";
import type { Whereabouts } from "./link_url.ts";
import { Links } from "./links.ts";
import { PasswordHashes } from "./password_hashes.ts";
import { Passwords } from "./passwords.ts";
import { Sessions } from "./sessions.ts";

/** What it takes to know who is who. */
export interface AuthParts {
  store: Pick<Store, "people" | "server" | "moderation" | "busKey">;
  clock: Clock;
  /** The session's cookie; the others' names begin with it. */
  cookieName: string;
  /** Off for load tests only. */
  rateLimits: boolean;
  settings: Settings;
  presence: DoorParts["presence"];
  /** Where others find this server, if that is known. */
  whereabouts?: Whereabouts;
  hashes?: PasswordHashes | undefined;
}

const NOWHERE: Whereabouts = { publicUrl: undefined, addresses: [] };

/** Who is who, and who may come in. */
export interface Auth {
  sessions: Sessions;
  door: Door;
  passwords: Passwords;
  links: Links;
}

/** Puts these parts together. */
export function openAuth(parts: AuthParts): Auth {
  const { store, clock, cookieName, rateLimits, settings, presence } = parts;
  const { whereabouts = NOWHERE, hashes = new PasswordHashes(clock) } = parts;
  const { people, server } = store;
  const cookies = new Cookies(cookieName, { secret: store.busKey });
  const guesses = new Guesses({ clock, rateLimits });
  const sessions = new Sessions({ people, server, clock, cookies });
  const common = { store, sessions, hashes, guesses, cookies, clock };
  const passwords = new Passwords({ ...common, people });
  const door = new Door({ ...common, settings, rateLimits, presence });
  const links = new Links({ ...common, passwords, whereabouts });
  return { sessions, door, passwords, links };
}
