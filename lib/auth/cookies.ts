import type { Caller } from "./caller.ts";
import { SecretCookie } from "./cookie.ts";
import { DEVICE_SECONDS, SESSION_SECONDS } from "./token.ts";

/** The cookies of this chat, as a caller's connection has them. */
export class Cookies {
  readonly #name: string;

  /** @param name of the session's; the others' begin with it */
  constructor(name: string) {
    this.#name = name;
  }

  /** Who is signed in. */
  session({ secure }: Caller): SecretCookie {
    return new SecretCookie(this.#name, { secure, seconds: SESSION_SECONDS });
  }

  /** Which device it is: bans are laid on it. It opens nothing. */
  device({ secure }: Caller): SecretCookie {
    return new SecretCookie(`${this.#name}_device`, { secure, seconds: DEVICE_SECONDS });
  }
}
