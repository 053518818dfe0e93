import { type Clock, systemClock, type Timer } from "@/lib/chat/clock.ts";
import { CLOSE } from "@/lib/chat/subprotocol.ts";
import { randomFraction } from "./random_fraction.ts";
import { ANSWER_WITHIN, type Wire } from "./socket.ts";
import { attempt, type Opening, Step } from "./step.ts";

/** The rungs, from the best to the one that gets through where nothing else does. */
const SOCKET = 0;
const STREAM = 1;
const RUNGS = 3;

/** Where a ladder meets the browser. */
export interface LadderOptions {
  socket(): Wire;
  /** The lower rungs are loaded when they are needed. */
  stream(): Promise<() => Wire>;
  /** `resting`: holds no request open. */
  poll(how: { resting: boolean }): Promise<() => Wire>;
  /** Whether the server answers a plain request: else it is away, and no rung is to blame. */
  answers(): Promise<boolean>;
  /** There is another way now: whoever waits to connect again need not wait. */
  hurry(): void;
  /** The rung that the page before this one stood on. */
  memory: { read(): number; write(rung: number): void };
  clock?: Clock;
  random?: () => number;
}

const STRIKES = 2;
/** When an attempt that its owner gives up counts as unanswered; clocks of browsers are coarse. */
const HUNG_AFTER = ANSWER_WITHIN - 500;
/** When a socket is tried again from a lower rung: after half a minute, doubling to five. */
const FIRST_TRY = 30_000;
const LAST_TRY = 300_000;
/** How long nobody must look at the page until it rests. */
const REST_AFTER = 10_000;

/**
 * Chooses by which way to connect: a socket, a stream of events, or polls. Two failures in a row
 * while the server answers otherwise lead one rung down, as does one attempt that nobody answers;
 * from the last rung it goes on with the first. On a lower rung a socket is tried now and then.
 */
export class Ladder {
  readonly #options: LadderOptions;
  readonly #clock: Clock;
  readonly #random: () => number;
  #rung: number;
  #strikes = 0;
  #step: { wire: Step; resting: boolean } | undefined;
  #hidden = false;
  #toRest: Timer | undefined;
  #pause = FIRST_TRY;
  #tryAt: number | undefined;
  #toTry: Timer | undefined;
  #trial: Step | undefined;

  constructor(options: LadderOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? randomFraction;
    this.#rung = options.memory.read() % RUNGS || SOCKET;
  }

  /** Connects by the present rung. */
  connect(): Wire {
    const rung = this.#rung;
    const resting = this.#hidden && rung !== SOCKET;
    const from = this.#clock.now();
    let welcomed = false;
    const wire = new Step(this.#open(rung, resting), {
      welcomed: () => {
        if (!welcomed) this.#stand(rung);
        welcomed = true;
      },
      over: (code) => {
        this.#letGo();
        // Of what a page at rest polls, nothing follows for the rung.
        if (!welcomed && !resting) this.failed({ from, code }, rung);
      },
    });
    this.#step = { wire, resting };
    return wire;
  }

  /** An attempt that began at `from` has ended unwelcomed; with a code if it was not given up. */
  failed({ from, code }: { from: number; code: number | undefined }, rung = SOCKET): void {
    const hung = code === undefined && this.#clock.now() - from >= HUNG_AFTER;
    if (hung || isLost(code)) void this.#blame(rung, hung ? STRIKES : 1);
  }

  /**
   * Somebody looks at the page, or nobody does any more. Below the socket a hidden page holds no
   * connection: a browser has six of them for one server, and with six tabs none were left to write.
   */
  turn(hidden: boolean): void {
    this.#hidden = hidden;
    this.#toRest?.cancel();
    if (this.#step?.resting === hidden) return;
    if (!hidden) return this.#change();
    this.#toRest = this.#clock.after(REST_AFTER, () => {
      if (this.#rung !== SOCKET && !this.#step?.resting) this.#change();
    });
  }

  #open(rung: number, resting: boolean): Opening {
    if (rung === SOCKET) return attempt(this.#options.socket);
    return rung === STREAM && !resting ? this.#options.stream() : this.#options.poll({ resting });
  }

  #stand(rung: number): void {
    this.#strikes = 0;
    if (rung === SOCKET) {
      this.#pause = FIRST_TRY;
      return;
    }
    this.#tryAt ??= this.#clock.now() + this.#pause * (0.75 + this.#random() / 2);
    this.#toTry = this.#clock.after(this.#tryAt - this.#clock.now(), () => this.#try());
  }

  async #blame(rung: number, strikes: number): Promise<void> {
    if (!await this.#options.answers() || rung !== this.#rung) return;
    this.#strikes += strikes;
    if (this.#strikes < STRIKES) return;
    this.#move((rung + 1) % RUNGS);
    this.#options.hurry();
  }

  #move(rung: number): void {
    this.#rung = rung;
    this.#strikes = 0;
    this.#tryAt = undefined;
    this.#options.memory.write(rung);
  }

  // An answer tells more than an open socket: there are proxies that open one and pass nothing on.
  #try(): void {
    const late = this.#clock.after(ANSWER_WITHIN, () => trial.end());
    const trial = new Step(this.#open(SOCKET, false), { welcomed() {}, over: () => late.cancel() });
    this.#trial = trial;
    trial.addEventListener("open", () => trial.send('{"t":"ping","n":0}'));
    trial.addEventListener("message", () => this.#tried(trial, true));
    trial.addEventListener("close", () => this.#tried(trial, false));
  }

  #tried(trial: Step, works: boolean): void {
    if (this.#trial !== trial) return;
    this.#letGo();
    if (works) {
      this.#move(SOCKET);
      return this.#change();
    }
    this.#pause = Math.min(this.#pause * 2, LAST_TRY);
    this.#tryAt = undefined;
    this.#stand(this.#rung);
  }

  /** Lets the owner connect anew, by another way. */
  #change(): void {
    this.#step?.wire.end(CLOSE.goingAway);
    this.#options.hurry();
  }

  #letGo(): void {
    this.#toTry?.cancel();
    const trial = this.#trial;
    this.#trial = undefined;
    trial?.close();
  }
}

/** Whether a connection ended without a word: what the server closes with a reason, it has reached. */
function isLost(code: number | undefined): boolean {
  return code !== undefined && code !== CLOSE.restart && code !== CLOSE.goingAway && code < 4_000;
}
