import type { Caller } from "./caller.ts";
import { SecretCookie } from "./cookie.ts";
import { DeviceTokens } from "./device_token.ts";
import { DEVICE_SECONDS, hashToken, SESSION_SECONDS } from "./token.ts";

/** A device as it comes to us. */
export interface Device {
  /** What it is kept by: of one that comes for the first time, there is none elsewhere. */
  hash: Uint8Array<ArrayBuffer>;
  /** The `Set-Cookie` by which it is known next time; none if it is known already. */
  setCookies: string[];
}

/** The cookies of this chat, as a caller's connection has them. */
export class Cookies {
  readonly #name: string;
  readonly #devices: DeviceTokens;

  /** @param name of the session's; the others' begin with it; `secret`: of this database */
  constructor(name: string, { secret }: { secret: Uint8Array }) {
    this.#name = name;
    this.#devices = new DeviceTokens(secret);
  }

  /** Who is signed in. */
  session({ secure }: Caller): SecretCookie {
    return new SecretCookie(this.#name, { secure, seconds: SESSION_SECONDS });
  }

  /** The hash of the device that a request comes from, if it was here before. */
  knownDevice(caller: Caller): Uint8Array<ArrayBuffer> | undefined {
    const token = this.#device(caller).read(caller.headers.get("cookie"));
    return token !== undefined && this.#devices.isOurs(token) ? hashToken(token) : undefined;
  }

  /** The device that a request comes from: bans are laid on it, and it opens nothing. */
  device(caller: Caller): Device {
    const known = this.knownDevice(caller);
    if (known) return { hash: known, setCookies: [] };
    const token = this.#devices.make();
    return { hash: hashToken(token), setCookies: [this.#device(caller).set(token)] };
  }

  #device({ secure }: Caller): SecretCookie {
    return new SecretCookie(`${this.#name}_device`, { secure, seconds: DEVICE_SECONDS });
  }
}
