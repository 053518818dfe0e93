import type { Clock } from "@/lib/chat/clock.ts";

/** How long what an instance says of its people holds, in milliseconds: three of its announcements. */
const LEASE_MS = 45_000;

interface Lease {
  until: number;
  away: boolean;
}

/** One instance: until when it counts as known, and its people. */
interface Instance {
  until: number;
  leases: Map<number, Lease>;
}

/** Who is connected to the other instances, as they say again and again: what is not renewed ends. */
export class Leases {
  readonly #clock: Clock;
  readonly #byInstance = new Map<string, Instance>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether an instance has said anything that still holds. */
  knows(instance: string): boolean {
    return this.#byInstance.has(instance);
  }

  /** These people are connected to that instance; `away`: those of them who are. */
  renew(instance: string, users: readonly number[], away: readonly number[]): void {
    const until = this.#clock.now() + LEASE_MS;
    const { leases } = this.#byInstance.get(instance) ?? { leases: new Map<number, Lease>() };
    this.#byInstance.set(instance, { until, leases });
    const silent = new Set(away);
    for (const user of users) leases.set(user, { until, away: silent.has(user) });
  }

  /** These people are not connected to that instance any more. */
  end(instance: string, users: readonly number[]): void {
    const leases = this.#byInstance.get(instance)?.leases;
    for (const user of users) leases?.delete(user);
  }

  /** How a person stands on the other instances together. */
  standing(user: number): "here" | "away" | "absent" {
    let found = false;
    for (const { leases } of this.#byInstance.values()) {
      const lease = leases.get(user);
      if (lease && !lease.away) return "here";
      found ||= lease !== undefined;
    }
    return found ? "away" : "absent";
  }

  /** Drops what has not been renewed in time; of whom it was. */
  expire(): number[] {
    const now = this.#clock.now();
    const lapsed: number[] = [];
    for (const [instance, { until, leases }] of this.#byInstance) {
      for (const [user, lease] of leases) {
        if (lease.until > now) continue;
        leases.delete(user);
        lapsed.push(user);
      }
      if (until <= now) this.#byInstance.delete(instance);
    }
    return lapsed;
  }
}
