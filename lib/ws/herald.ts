import type { Bus } from "@/lib/chat/bus.ts";
import type { Clock, Timer } from "@/lib/chat/clock.ts";
import type { Attendance } from "./attendance.ts";
import { idChunks } from "./id_chunks.ts";

/** What a Herald works with. */
export interface HeraldParts {
  bus: Bus;
  clock: Clock;
  attendance: Pick<Attendance, "standingHere">;
  /** The people who are connected here. */
  users(): Iterable<number>;
}

/** How often all who are here are told of, in milliseconds: a third of what that holds for. */
const EVERY_MS = 15_000;
/** How long those who come are gathered: a class comes at once. */
const GATHER_MS = 50;
/** How soon after the last time all are told of again for somebody who has just started. */
const AGAIN_MS = 1_000;

/** Tells the other instances who is connected to this one. */
export class Herald {
  readonly #parts: HeraldParts;
  /** Who was told of as here, and not as gone. */
  readonly #told = new Set<number>();
  readonly #news = new Set<number>();
  #gathering: Timer | undefined;
  #allAt: number;

  constructor(parts: HeraldParts) {
    this.#parts = parts;
    this.#allAt = parts.clock.now();
  }

  /** Somebody's standing here has changed: who comes is told of at once, who goes by `tick`. */
  note(user: number): void {
    this.#news.add(user);
    this.#gathering ??= this.#parts.clock.after(GATHER_MS, () => {
      this.#gathering = undefined;
      this.#tellNews();
    });
  }

  /** Tells who is gone, and every 15 s all who are here. Call it every second. */
  tick(): void {
    const { clock, bus, attendance } = this.#parts;
    const gone = [...this.#told].filter((user) => attendance.standingHere(user) === "absent");
    for (const user of gone) this.#told.delete(user);
    for (const users of idChunks(gone)) bus.tell({ kind: "left", users });
    if (clock.now() - this.#allAt >= EVERY_MS) this.tellAll();
  }

  /** An instance is heard of for the first time: it has not heard of those who are here. */
  greet(): void {
    const { clock } = this.#parts;
    if (clock.now() - this.#allAt >= AGAIN_MS) this.tellAll();
  }

  /** Tells all who are here, or that nobody is. */
  tellAll(): void {
    const { bus, clock, users } = this.#parts;
    this.#allAt = clock.now();
    const here = [...users()].filter((user) => this.#isHere(user));
    if (here.length === 0) bus.tell({ kind: "here", users: [], away: [] });
    this.#tellHere(here);
  }

  /** Nobody is here any more. */
  close(): void {
    this.#gathering?.cancel();
    for (const users of idChunks(this.#told)) this.#parts.bus.tell({ kind: "left", users });
    this.#told.clear();
  }

  #tellNews(): void {
    const here = [...this.#news].filter((user) => this.#isHere(user));
    this.#news.clear();
    this.#tellHere(here);
  }

  #tellHere(here: readonly number[]): void {
    const isAway = (user: number) => this.#parts.attendance.standingHere(user) === "away";
    for (const user of here) this.#told.add(user);
    for (const users of idChunks(here, (user) => isAway(user) ? 2 : 1)) {
      this.#parts.bus.tell({ kind: "here", users, away: users.filter(isAway) });
    }
  }

  #isHere(user: number): boolean {
    return this.#parts.attendance.standingHere(user) !== "absent";
  }
}
