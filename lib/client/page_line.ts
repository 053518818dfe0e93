import { batch, type ReadonlySignal } from "@preact/signals";
import type { Clock } from "@/lib/chat/clock.ts";
import type { FrameOf, ServerFrame } from "@/lib/chat/server_frame.ts";
import { FairShare } from "./fair_share.ts";
import { isSignedOut } from "./signed_out.ts";
import { type Outgoing, type Phase, Socket, type Wire } from "./socket.ts";

/** A part of a page that lives on the page's one connection. */
export interface LineMember {
  /** How far it has its rooms, to be told what is missing; asked for at each greeting. */
  cursors?(): Record<string, number>;
  heard(frame: ServerFrame): void;
  /** Something was said to the server by any part of the page. */
  sent?(frame: Outgoing): void;
  /** Somebody looks at the page again: see what other pages may have left. */
  probed?(): void;
  /** The page was out of sight for long: make sure that nothing is missing. */
  doubted?(): void;
  /** Nobody is signed in here any more. */
  ended(): void;
}

/** Where a page's connection meets the browser. */
export interface PageLineOptions {
  connect(): Wire;
  /** Watches the page while there is anybody on the line; gives back how to stop that. */
  attend?(): () => void;
  signedOut?: typeof isSignedOut;
  clock?: Clock;
  random?: () => number;
}

/** A page that was out of sight for long has often lost its connection unawares. */
const DOUBT_WITHIN = 2_000;

/**
 * A page's one connection, shared by all that lives on it: there from the first who joins to the
 * last who leaves. Who comes late is told the greeting, and has to ask for what went before.
 */
export class PageLine {
  readonly #options: PageLineOptions;
  readonly #socket: Socket;
  readonly #members = new Set<LineMember>();
  /** What was said in the rooms: all that can be had in a flood. */
  readonly #events: FairShare<ServerFrame>;
  #welcome: FrameOf<"welcome"> | undefined;
  #unattend: (() => void) | undefined;

  constructor(options: PageLineOptions) {
    const { clock, random } = options;
    this.#options = options;
    this.#events = new FairShare((frames) => this.#tell(frames), clock);
    this.#socket = new Socket({
      connect: () => options.connect(),
      cursors: () => Object.assign({}, ...[...this.#members].map((one) => one.cursors?.())),
      heard: (frame) => this.#hear(frame),
      ended: () => this.#end(),
      refused: () => void this.#checkSession(),
      ...(clock === undefined ? {} : { clock }),
      ...(random === undefined ? {} : { random }),
    });
  }

  /** Where the connection stands. */
  get phase(): ReadonlySignal<Phase> {
    return this.#socket.phase;
  }

  /** Takes part from now on. Gives back how to leave. */
  join(member: LineMember): () => void {
    this.#members.add(member);
    if (this.#members.size === 1) {
      this.#unattend = this.#options.attend?.();
      this.#socket.start();
    } else if (this.phase.value === "open" && this.#welcome) {
      member.heard(this.#welcome);
    }
    return () => this.#leave(member);
  }

  /** Sends a frame, or says that there is no connection to send it on. */
  send(frame: Outgoing): boolean {
    if (!this.#socket.send(frame)) return false;
    for (const member of this.#members) member.sent?.(frame);
    return true;
  }

  /** Something changed (network, focus, page shown): see whether the connection still lives. */
  probe(): void {
    this.#socket.probe();
    for (const member of this.#members) member.probed?.();
  }

  /** The page was out of sight for long: make sure at once that nothing is missing. */
  resync(): void {
    this.probe();
    this.#socket.probe(DOUBT_WITHIN);
    for (const member of this.#members) member.doubted?.();
  }

  #leave(member: LineMember): void {
    if (!this.#members.delete(member) || this.#members.size > 0) return;
    this.#unattend?.();
    this.#socket.stop();
    // Whoever takes part again says how far they have come, and is told the rest.
    this.#events.stop();
  }

  #hear(frame: ServerFrame): void {
    if (frame.t === "events") return this.#events.take(frame);
    // Nothing overtakes what was said before it.
    this.#events.flush();
    if (frame.t === "welcome") this.#welcome = frame;
    this.#tell([frame]);
  }

  #tell(frames: readonly ServerFrame[]): void {
    batch(() => {
      for (const frame of frames) {
        for (const member of [...this.#members]) member.heard(frame);
      }
    });
  }

  #end(): void {
    for (const member of [...this.#members]) member.ended();
  }

  async #checkSession(): Promise<void> {
    if (await (this.#options.signedOut ?? isSignedOut)()) this.#end();
  }
}
