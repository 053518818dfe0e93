import { isShared, isToken } from "./token.ts";

/** Parts of a path that are looked at: no page of ours lies deeper. */
const DEEPEST = 8;

/** What kind of cookie it is. */
export interface CookieOptions {
  /**
   * On HTTPS only the `__Host-` name is set and read, which a page on plain HTTP can neither read
   * nor write (RFC 6265bis, section 4.1.3.2).
   */
  secure: boolean;
  /** How long the browser keeps it. */
  seconds: number;
}

/** A cookie that holds a secret token, on one kind of connection. */
export class SecretCookie {
  readonly #name: string;
  readonly #attributes: string;
  readonly #seconds: number;

  /** @param name as on plain HTTP */
  constructor(name: string, { secure, seconds }: CookieOptions) {
    this.#name = secure ? `__Host-${name}` : name;
    this.#attributes = `; HttpOnly; SameSite=Lax; Path=/${secure ? "; Secure" : ""}`;
    this.#seconds = seconds;
  }

  /** The `Set-Cookie` that hands out a token; on a shared computer it goes when the browser does. */
  set(token: string): string {
    const term = isShared(token) ? "" : `; Max-Age=${this.#seconds}`;
    return `${this.#name}=${token}${this.#attributes}${term}`;
  }

  /** The `Set-Cookie` that takes it back. */
  clear(): string {
    return `${this.#name}=${this.#attributes}; Max-Age=0`;
  }

  /**
   * The `Set-Cookie`s that take back every cookie of this name that a request to this address can
   * bring. A neighbour on another port may have set one for a part of our paths, or for the host's
   * name as a domain: left there, it would sign the person out for good.
   */
  clearEverywhere({ hostname, pathname }: URL): string[] {
    const paths = pathname.split("/").slice(1, DEEPEST).reduce<string[]>((above, name) => {
      const path = `${above.at(-1) ?? ""}/${name}`.replace("//", "/");
      return [...above, path, `${path}/`];
    }, []);
    const strays = ["/", ...new Set(paths)].flatMap((path) => {
      const gone = `${this.#name}=; Path=${path}; Max-Age=0`;
      return [gone, `${gone}; Domain=${hostname}`];
    });
    return [this.clear(), ...strays];
  }

  /**
   * The token in a request's `Cookie` header. Cookies ignore ports and paths: another service on
   * this address may have put a second one beside ours. Two that differ count as none.
   */
  read(header: string | null): string | undefined {
    const values = new Set<string>();
    for (const pair of header?.split(";") ?? []) {
      const cut = pair.indexOf("=");
      if (pair.slice(0, cut).trim() === this.#name) values.add(pair.slice(cut + 1).trim());
    }
    const [token] = values;
    return values.size === 1 && token !== undefined && isToken(token) ? token : undefined;
  }

  /** Whether the request brings this cookie at all, well formed or not. */
  isIn(header: string | null): boolean {
    return header?.split(";").some((pair) => pair.split("=")[0]!.trim() === this.#name) ?? false;
  }
}
