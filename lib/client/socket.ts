import { type Signal, signal } from "@preact/signals";
import type * as z from "zod/mini";
import { type Clock, systemClock, type Timer } from "@/lib/chat/clock.ts";
import type { ClientFrame } from "@/lib/chat/protocol.ts";
import type { FrameOf, ServerFrame } from "@/lib/chat/server_frame.ts";
import { CLOSE } from "@/lib/chat/subprotocol.ts";
import { Backoff } from "./backoff.ts";
import { readFrame } from "./read_frame.ts";

/** Where a socket stands; `open` is said only after the server's `welcome`. */
export type Phase = "connecting" | "open" | "waiting" | "closed";

/** A client's frame as it is written. */
export type Outgoing = z.input<typeof ClientFrame>;

/** As much of a WebSocket as is used. */
export type Wire = Pick<WebSocket, "addEventListener" | "send" | "close">;

/** What a socket needs, and whom it tells. */
export interface SocketOptions {
  connect(): Wire;
  /** The cursors to greet with, asked for at each connection. */
  cursors(): Record<string, number>;
  heard(frame: ServerFrame): void;
  /** The server said that nobody is signed in here any more; the socket has stopped. */
  ended(): void;
  /** A connection ended before it was welcomed: who is not signed in is not told more than that. */
  refused(): void;
  clock?: Clock;
  random?: () => number;
}

const PING_EVERY = 20_000;
/** How long an answer may take, to the first word and to a ping, in milliseconds. */
export const ANSWER_WITHIN = 8_000;
const STABLE_AFTER = 10_000;
/** A dial that has not been answered for so long may be given up for another when asked. */
const DIAL_WITHIN = 2_000;
/** The server waits 10 s for a greeting, also for the next one when it could not take the last. */
const GREET_WITHIN = 5_000;

/** One lasting connection made of many: greets, pings, notices silence, comes back. */
export class Socket {
  readonly phase: Signal<Phase> = signal<Phase>("closed");
  readonly #options: SocketOptions;
  readonly #clock: Clock;
  readonly #backoff: Backoff;
  readonly #timers = new Set<Timer>();
  #wire: Wire | undefined;
  #silence: Timer | undefined;
  #dialledAt = 0;
  #pings = 0;
  #waitAtLeast = 0;

  constructor(options: SocketOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#backoff = new Backoff(options.random);
  }

  /** Connects, and from then on sees to it that there is a connection. */
  start(): void {
    if (this.phase.value === "closed") this.#dial();
  }

  /** Lets go of the connection for good, or until `start`. */
  stop(): void {
    this.#drop();
    this.phase.value = "closed";
  }

  /** Sends a frame, or says that there is no connection to send it on. */
  send(frame: Outgoing): boolean {
    if (this.phase.value !== "open") return false;
    this.#write(frame);
    return true;
  }

  /**
   * Something changed (network, focus, page shown): try at once, or see whether it still lives,
   * which an open connection has `within` milliseconds to prove.
   */
  probe(within = ANSWER_WITHIN): void {
    const { value } = this.phase;
    const hung = value === "connecting" && this.#clock.now() - this.#dialledAt >= DIAL_WITHIN;
    if (value === "waiting" || hung) {
      this.#drop();
      this.#dial();
    } else if (value === "open") {
      this.#ping(within);
    }
  }

  #dial(): void {
    this.phase.value = "connecting";
    this.#dialledAt = this.#clock.now();
    // Before anything else: whatever becomes of the dial, it has an end.
    this.#expectAnswer();
    const wire = this.#options.connect();
    this.#wire = wire;
    const mine = (react: () => void) => () => {
      if (this.#wire === wire) react();
    };
    wire.addEventListener("open", mine(() => this.#greet()));
    wire.addEventListener("message", (event) => mine(() => this.#hear(event.data))());
    wire.addEventListener("close", (event) => mine(() => this.#lose(event.code))());
  }

  #greet(): void {
    this.#expectAnswer();
    this.#write({ t: "hello", rooms: this.#options.cursors() });
  }

  #hear(data: unknown): void {
    const frame = parseFrame(data);
    if (this.phase.value === "connecting") {
      if (frame?.t === "nack" && frame.re === "hello") return this.#greetAgain(frame);
      if (frame?.t === "welcome") this.#settle();
    }
    if (this.phase.value === "open") this.#hush();
    if (frame === undefined) return;
    if (frame.t === "bye") this.#takeLeave(frame);
    this.#options.heard(frame);
  }

  // A planned end is no failure: however often it comes, the server says when to be back.
  #takeLeave({ afterMs }: FrameOf<"bye">): void {
    this.#waitAtLeast = afterMs;
    this.#backoff.reset();
  }

  // The server's store is away, but not the server: the same wire will do, if it is not for long.
  #greetAgain({ retry, afterMs = 0 }: FrameOf<"nack">): void {
    if (!retry || afterMs > GREET_WITHIN) {
      this.#waitAtLeast = afterMs;
      return this.#lose(undefined);
    }
    const wait = afterMs || Math.min(this.#backoff.next(), GREET_WITHIN);
    this.#keep(this.#clock.after(wait, () => this.#greet()));
  }

  #settle(): void {
    this.phase.value = "open";
    this.#keep(this.#clock.every(PING_EVERY, () => this.#ping()));
    this.#keep(this.#clock.after(STABLE_AFTER, () => this.#backoff.reset()));
  }

  #ping(within = ANSWER_WITHIN): void {
    if (!this.#silence) this.#write({ t: "ping", n: ++this.#pings });
    else if (within >= ANSWER_WITHIN) return;
    this.#expectAnswer(within);
  }

  // A dead network closes nothing: only silence tells.
  #expectAnswer(within = ANSWER_WITHIN): void {
    this.#hush();
    this.#silence = this.#clock.after(within, () => this.#lose(undefined));
  }

  #hush(): void {
    this.#silence?.cancel();
    this.#silence = undefined;
  }

  #lose(code: number | undefined): void {
    const welcomed = this.phase.value === "open";
    this.#drop();
    if (code === CLOSE.signedOut || code === CLOSE.ended) {
      this.phase.value = "closed";
      return this.#options.ended();
    }
    if (code === CLOSE.flooding) this.#backoff.exhaust();
    this.#wait();
    if (!welcomed) this.#options.refused();
  }

  #wait(): void {
    this.phase.value = "waiting";
    const wait = Math.max(this.#backoff.next(), this.#waitAtLeast);
    this.#waitAtLeast = 0;
    this.#keep(this.#clock.after(wait, () => this.#dial()));
  }

  #drop(): void {
    const wire = this.#wire;
    this.#wire = undefined;
    wire?.close();
    this.#hush();
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }

  #keep(timer: Timer): void {
    this.#timers.add(timer);
  }

  #write(frame: Outgoing): void {
    this.#wire?.send(JSON.stringify(frame));
  }
}

/** A frame of a kind that is known here; whatever else comes is left for newer clients. */
function parseFrame(data: unknown): ServerFrame | undefined {
  if (typeof data !== "string") return undefined;
  try {
    return readFrame(JSON.parse(data));
  } catch {
    return undefined;
  }
}
