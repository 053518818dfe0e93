import type { Wire } from "./socket.ts";

/** Who is told what becomes of a step. */
export interface StepWatch {
  /** The server has said its welcome. */
  welcomed(): void;
  /** It is over; with a code if it was not its owner who let go. */
  over(code?: number): void;
}

const WELCOME = '{"t":"welcome"';

/** One connection on one rung of the ladder: a wire, perhaps still to be loaded, that is watched. */
export class Step extends EventTarget implements Wire {
  readonly #watch: StepWatch;
  #wire: Wire | undefined;
  #isOver = false;

  constructor(opening: Wire | Promise<Wire>, watch: StepWatch) {
    super();
    this.#watch = watch;
    if (opening instanceof Promise) opening.then((wire) => this.#take(wire), () => this.end());
    else this.#take(opening);
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

  #take(wire: Wire): void {
    if (this.#isOver) return wire.close();
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
