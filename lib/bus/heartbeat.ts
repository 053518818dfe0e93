import type { Clock, Timer } from "@/lib/chat/clock.ts";

const BEAT_MS = 500;
const SILENT_MS = 1_000;
const DEAD_MS = 10_000;

/** What a Heartbeat does and tells. */
export interface HeartbeatEvents {
  /** Sends one beat. */
  beat(): void;
  /** No beat has come back for 1 s. */
  silent(): void;
  /** Nor for 10 s: a connection whose other end has vanished looks like this for many minutes. */
  dead(): void;
}

/** Sends beats and listens for them to come back: the only proof that news does travel. */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #events: HeartbeatEvents;
  #beats: Timer | undefined;
  #silence: Timer | undefined;
  #death: Timer | undefined;

  constructor(clock: Clock, events: HeartbeatEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  start(): void {
    this.stop();
    this.#beats = this.#clock.every(BEAT_MS, () => this.#events.beat());
    this.heard();
    this.#events.beat();
  }

  /** A beat has come back. */
  heard(): void {
    this.#silence?.cancel();
    this.#death?.cancel();
    this.#silence = this.#clock.after(SILENT_MS, () => this.#events.silent());
    this.#death = this.#clock.after(DEAD_MS, () => this.#events.dead());
  }

  stop(): void {
    for (const timer of [this.#beats, this.#silence, this.#death]) timer?.cancel();
  }
}
