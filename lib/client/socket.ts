import { type Signal, signal } from "@preact/signals";
import type * as z from "zod/mini";
import { type Clock, systemClock, type Timer } from "@/lib/chat/clock.ts";
import { type ClientFrame, CLOSE, ServerFrame } from "@/lib/chat/protocol.ts";
import { Backoff } from "./backoff.ts";

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

/** One lasting connection made of many: greets, pings, notices silence, comes back. */
export class Socket {
  readonly phase: Signal<Phase> = signal<Phase>("closed");
  readonly #options: SocketOptions;
  readonly #clock: Clock;
  readonly #backoff: Backoff;
  readonly #timers = new Set<Timer>();
  #wire: Wire | undefined;
  #silence: Timer | undefined;
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

  /** Something changed (network, focus, page shown): try at once, or see whether it still lives. */
  probe(): void {
    if (this.phase.value === "waiting") {
      this.#drop();
      this.#dial();
    } else if (this.phase.value === "open") {
      this.#ping();
    }
  }

  #dial(): void {
    this.phase.value = "connecting";
    const wire = this.#options.connect();
    this.#wire = wire;
    const mine = (react: () => void) => () => {
      if (this.#wire === wire) react();
    };
    wire.addEventListener("open", mine(() => this.#greet()));
    wire.addEventListener("message", (event) => mine(() => this.#hear(event.data))());
    wire.addEventListener("close", (event) => mine(() => this.#lose(event.code))());
    this.#expectAnswer();
  }

  #greet(): void {
    this.#write({ t: "hello", rooms: this.#options.cursors() });
  }

  #hear(data: unknown): void {
    this.#silence?.cancel();
    this.#silence = undefined;
    const frame = parseFrame(data);
    if (frame === undefined) return;
    if (frame.t === "welcome" && this.phase.value === "connecting") this.#settle();
    if (frame.t === "bye") this.#waitAtLeast = frame.afterMs;
    this.#options.heard(frame);
  }

  #settle(): void {
    this.phase.value = "open";
    this.#keep(this.#clock.every(PING_EVERY, () => this.#ping()));
    this.#keep(this.#clock.after(STABLE_AFTER, () => this.#backoff.reset()));
  }

  #ping(): void {
    if (this.#silence) return;
    this.#write({ t: "ping", n: ++this.#pings });
    this.#expectAnswer();
  }

  // A dead network closes nothing: only silence tells.
  #expectAnswer(): void {
    this.#silence?.cancel();
    this.#silence = this.#clock.after(ANSWER_WITHIN, () => this.#lose(undefined));
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
    this.#silence?.cancel();
    this.#silence = undefined;
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
    return ServerFrame.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}
