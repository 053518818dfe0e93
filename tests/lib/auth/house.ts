import type { Caller } from "@/lib/auth/caller.ts";
import { type Auth, openAuth } from "@/lib/auth/open_auth.ts";
import type { SignedIn } from "@/lib/auth/sessions.ts";
import { type Clock, systemClock } from "@/lib/chat/clock.ts";
import { Settings } from "@/lib/chat/settings.ts";
import type { ServerSettings, Store } from "@/lib/chat/store.ts";
import { hastyHashes } from "../../support/hasty_hashes.ts";
import { openSqliteStore } from "../../support/sqlite_store.ts";

/** How a house stands. */
export interface HouseOptions {
  clock?: Clock;
  rateLimits?: boolean;
  fixed?: Partial<ServerSettings>;
  /** Who is here, for the door to tell. */
  present?: () => number[];
}

/** The door of a new server, over a real store. */
export interface House extends Auth, AsyncDisposable {
  store: Store;
  settings: Settings;
  /** Another instance on the same store. */
  another(options?: HouseOptions): Auth & { settings: Settings };
}

/** A new server; its clock is the machine's, unless another is given. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const opened = await openSqliteStore();
  const another = (given: HouseOptions = {}) => authOn(opened.store, { ...options, ...given });
  return {
    ...another(),
    store: opened.store,
    another,
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

function authOn(store: Store, options: HouseOptions): Auth & { settings: Settings } {
  const { clock = systemClock, rateLimits = true, fixed = {}, present = () => [] } = options;
  const { server, moderation } = store;
  const settings = new Settings({ server, moderation, clock, fixed });
  const presence = { online: () => present().length, people: present };
  return {
    settings,
    ...openAuth({
      ...{ store, settings, clock, cookieName: "conexao", rateLimits, presence },
      hashes: hastyHashes(clock),
    }),
  };
}

/** One browser: it keeps its cookies, as each answer sets or takes them. */
export class Jar {
  readonly cookies = new Map<string, string>();
  address = "192.168.0.9";
  secure = false;

  /** The browser as it comes to the server now. */
  get caller(): Caller {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = new Headers({ "user-agent": "Firefox", ...(cookie ? { cookie } : {}) });
    const url = new URL("http://sala.lan:8550/r/geral");
    return { headers, secure: this.secure, url, address: this.address };
  }

  /** The token of its session. */
  get token(): string {
    return this.cookies.get("conexao") ?? "";
  }

  keep(setCookies: readonly string[]): void {
    for (const line of setCookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0(;|$)/.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }

  /** Signs in at this door, without a session from before. */
  async signIn(door: Auth["door"], input: Parameters<Auth["door"]["signIn"]>[0]) {
    const entry = await door.signIn(input, { ...this.caller, current: undefined });
    this.keep(entry.setCookies);
    return entry;
  }

  /** The session that it has, which must be there. */
  async session(sessions: Auth["sessions"]): Promise<SignedIn> {
    const found = await sessions.find(this.caller);
    if (!found) throw new Error("Nobody is signed in");
    return found;
  }
}

/** Somebody with an account and a password, on a browser of theirs. */
export async function withPassword(
  house: Auth,
  { name, password }: { name: string; password: string },
): Promise<Jar> {
  const jar = new Jar();
  await jar.signIn(house.door, { name });
  const session = await jar.session(house.sessions);
  jar.keep(await house.passwords.set(session, { password }, jar.caller));
  return jar;
}
