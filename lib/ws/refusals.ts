import { ChatError } from "@/lib/chat/errors.ts";
import { DEEDS } from "./act.ts";
import { encodeNack, type Refused } from "./nack.ts";
import type { Shared } from "./shared.ts";
import { SIGNALS } from "./signal.ts";

const NAMES: ReadonlySet<string> = new Set([
  ...DEEDS,
  ...SIGNALS,
  ...["hello", "pull", "ping"],
]);
/** How long one kind of refusal is not logged again for a client, and how many kinds are kept. */
const NOTE_MS = 10_000;
const NOTES = 100;

/** What one client was refused: told to it, and noted in the log. */
export class Refusals {
  readonly #shared: Pick<Shared, "clock" | "log">;
  readonly #user: number;
  /** What was logged lately, and when. */
  #noted: Map<string, number> | undefined;

  constructor(user: number, shared: Pick<Shared, "clock" | "log">) {
    this.#user = user;
    this.#shared = shared;
  }

  /** Notes why a frame is refused; the `nack` that says so is returned. */
  refuse(of: Refused, error: unknown): string {
    if (error instanceof ChatError) this.note(error.code, of.re);
    else this.fault(of.re ?? "frame", error);
    return encodeNack(of, error);
  }

  /** Logs a refusal. Whoever is refused again and again for the same reason fills no log with it. */
  note(why: string, re?: string): void {
    const { clock, log } = this.#shared;
    const kind = `${nameOf(re)}:${why}`;
    const now = clock.now();
    this.#noted ??= new Map();
    if (now - (this.#noted.get(kind) ?? -Infinity) < NOTE_MS) return;
    if (this.#noted.size < NOTES) this.#noted.set(kind, now);
    log.info("ws.refused", { why, re: nameOf(re), user: this.#user });
  }

  /** Logs what nobody foresaw: where it happened, never what it said. */
  fault(at: string, error: unknown): void {
    const kind = error instanceof Error ? error.name : typeof error;
    const where = error instanceof Error ? error.stack?.split("\n")[1]?.trim() : undefined;
    this.#shared.log.error("ws.fault", { at, kind, where, user: this.#user });
  }
}

// What a client calls its frame is the client's text, and does not belong into a log.
function nameOf(re: string | undefined): string | undefined {
  return re === undefined || NAMES.has(re) ? re : "unknown";
}
