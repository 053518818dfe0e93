import type { Clock } from "@/lib/chat/clock.ts";
import { RateLimited, Unavailable } from "@/lib/chat/errors.ts";
import { TokenBuckets } from "@/lib/chat/token_bucket.ts";
import type { Hub } from "./hub.ts";

/** What an Admission looks at. */
export interface AdmissionParts {
  hub: Pick<Hub, "sockets" | "socketsOf" | "socketsFrom">;
  memory: { readonly isLow: boolean };
  clock: Clock;
  /** Off for load tests only: then one machine may be a whole school. */
  rateLimits: boolean;
}

/** Who asks for a socket; without `key`, by a session that is no more. */
export interface Applicant {
  key: string | undefined;
  address: string;
}

const PER_SERVER = 20_000;
const PER_SESSION = 20;
/** Behind Docker's NAT everybody has one address: a school of a hundred classes still fits. */
const PER_ADDRESS = 5_000;
/** Sockets that are opened just to be told that their session is over: a class at once. */
const STRANGERS = { rate: 5, burst: 100 };
/** What to tell those that there is no place for, in milliseconds. */
const COME_BACK_MS = 5_000;

/**
 * Decides, before the upgrade, whether there is place for one more socket: after it the runtime
 * buffers whatever comes, and the program cannot stop it.
 */
export class Admission {
  readonly #parts: AdmissionParts;
  readonly #strangers: TokenBuckets<"server">;

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
    this.#strangers = new TokenBuckets(STRANGERS, () => parts.clock.now());
  }

  /**
   * @throws {Unavailable} if memory is low
   * @throws {RateLimited} if there are too many of them
   */
  admit({ key, address }: Applicant): void {
    const { hub, memory, rateLimits } = this.#parts;
    if (memory.isLow) {
      throw new Unavailable("The server is short of memory", { afterMs: COME_BACK_MS });
    }
    if (hub.sockets >= PER_SERVER) throw new RateLimited(COME_BACK_MS);
    if (!rateLimits) return;
    if (hub.socketsFrom(address) >= PER_ADDRESS) throw new RateLimited(COME_BACK_MS);
    if (key === undefined) this.#strangers.take("server");
    else if (hub.socketsOf(key) >= PER_SESSION) throw new RateLimited(COME_BACK_MS);
  }
}
