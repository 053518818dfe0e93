import type { CDPSession, Page } from "playwright-core";

/** A place in the window, in pixels. */
export interface Spot {
  x: number;
  y: number;
}

/** A finger rests so often, for so many milliseconds: no stroke is faster than slow over that time. */
const RESTS = 4;
const REST = 30;

/** A finger on the glass, as the browser gets it from the system: it scrolls, and rests, and strokes. */
export class Finger {
  readonly #session: CDPSession;
  #at: Spot | undefined;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async on(page: Page): Promise<Finger> {
    return new Finger(await page.context().newCDPSession(page));
  }

  async down(at: Spot): Promise<void> {
    await this.#touch("touchStart", [at]);
  }

  async move(to: Spot): Promise<void> {
    await this.#touch("touchMove", [to]);
  }

  /** Comes to rest and is lifted: of a finger lifted amid a fling the browser takes the next tap for itself. */
  async lift(): Promise<void> {
    for (let n = 0; this.#at && n < RESTS; n++) {
      await new Promise((resolve) => setTimeout(resolve, REST));
      await this.move(this.#at);
    }
    await this.#touch("touchEnd", []);
  }

  /** Comes down, goes there in a straight line, and stays on the glass. */
  async draw(from: Spot, to: Spot, steps = 8): Promise<void> {
    await this.down(from);
    for (let n = 1; n <= steps; n++) {
      const part = n / steps;
      await this.move({
        x: from.x + (to.x - from.x) * part,
        y: from.y + (to.y - from.y) * part,
      });
    }
  }

  /** Goes there in a straight line, and is lifted. */
  async stroke(from: Spot, to: Spot, steps = 8): Promise<void> {
    await this.draw(from, to, steps);
    await this.lift();
  }

  async #touch(
    type: "touchStart" | "touchMove" | "touchEnd",
    touchPoints: readonly Spot[],
  ): Promise<void> {
    this.#at = touchPoints[0];
    await this.#session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: touchPoints.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })),
    });
  }
}
