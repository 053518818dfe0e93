import type { Wire } from "./socket.ts";

/** Who is told what becomes of a step. */
export interface StepWatch {
  /** The server has said its welcome. */
  welcomed(): void;
  /** It is over; with a code if it was not its owner who let go. */
  over(code?: number): void;
}

const WELCOME = '{"t":"welcome"';

/**
 * A wire, or the code that makes one, still to be loaded: made only when somebody is there to
 * listen, since it says at once that it is open.
 */
export type Opening = Wire | Promise<() => Wire>;

/** Opens a wire. Where sockets are forbidden to a page, there may be none to construct. */
export function attempt(open: () => Wire): Opening {
  try {
    return open();
  } catch (error) {
    return Promise.reject(error);
  }
}

/** One connection on one rung of the ladder, that is watched. */
export class Step extends EventTarget implements Wire {
  readonly #watch: StepWatch;
  #wire: Wire | undefined;
  #isOver = false;

  constructor(opening: Opening, watch: StepWatch) {
    super();
    this.#watch = watch;
    if (opening instanceof Promise) opening.then((make) => this.#take(make), () => this.end());
    else this.#take(() => opening);
  }

  send(text: string): void {
    this.#wire?.send(text);
  }

  close(): void {
    this.#finish(undefined);
  }

  /** Ends it as the other end would; without a code, as if the line had broken. */
  end(code = 1_006): void {
    if (this.#finish(code)) this.dispatchEvent(new CloseEvent("close", { code }));
  }

  #take(make: () => Wire): void {
    if (this.#isOver) return;
    const wire = make();
    this.#wire = wire;
    wire.addEventListener("open", () => this.#isOver || this.dispatchEvent(new Event("open")));
    wire.addEventListener("message", ({ data }) => this.#hear(data));
    wire.addEventListener("close", ({ code }) => this.end(code));
  }

  #hear(data: unknown): void {
    if (this.#isOver) return;
    if (String(data).startsWith(WELCOME)) this.#watch.welcomed();
    this.dispatchEvent(new MessageEvent("message", { data }));
  }

  #finish(code: number | undefined): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    this.#wire?.close();
    this.#watch.over(code);
    return true;
  }
}
