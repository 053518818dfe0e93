import type { CDPSession, Page } from "playwright-core";

/** What a page holds, after all that is garbage has been collected. */
export interface Held {
  bytes: number;
  nodes: number;
  listeners: number;
}

/** Measures one page in Chromium. */
export class Gauge {
  readonly #page: Page;
  readonly #cdp: CDPSession;

  private constructor(page: Page, cdp: CDPSession) {
    this.#page = page;
    this.#cdp = cdp;
  }

  /** Begins to watch a page; what happened before is not measured. */
  static async at(page: Page): Promise<Gauge> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Performance.enable");
    await cdp.send("HeapProfiler.enable");
    await makeRoom(cdp);
    await page.evaluate(watch);
    return new Gauge(page, cdp);
  }

  /** Has the processor be so many times slower. */
  async slow(rate: number): Promise<void> {
    await this.#cdp.send("Emulation.setCPUThrottlingRate", { rate });
  }

  /** Begins anew. */
  async forget(): Promise<void> {
    await this.#page.evaluate(() => Reflect.get(globalThis, "gauged").forget());
  }

  /** How long each interaction took to be seen, in milliseconds; and what took longest. */
  async interactions(): Promise<{ durations: number[]; slowest: string }> {
    return await this.#page.evaluate(() => Reflect.get(globalThis, "gauged").interactions());
  }

  /** The longest task of at least 50 milliseconds; 0: there was none. */
  async longestTask(): Promise<number> {
    return await this.#page.evaluate(() => Reflect.get(globalThis, "gauged").longestTask());
  }

  /** One of the figures of the browser itself. */
  async metric(wanted: string): Promise<number> {
    const { metrics } = await this.#cdp.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === wanted)?.value ?? NaN;
  }

  /** What the page holds now. */
  async held(): Promise<Held> {
    // The first collection lets go of what finalizers hold on to until then.
    for (let n = 0; n < 3; n++) await this.#cdp.send("HeapProfiler.collectGarbage");
    return {
      bytes: await this.metric("JSHeapUsedSize"),
      nodes: await this.metric("Nodes"),
      listeners: await this.metric("JSEventListeners"),
    };
  }
}

/** What a window has above the page. */
const BARS = 200;

/**
 * The window is as high as the page is meant to be, and its own bars take a part of that: the lowest
 * part of the page is never drawn, and what happens there never seen to be.
 */
async function makeRoom(cdp: CDPSession): Promise<void> {
  const { windowId, bounds } = await cdp.send("Browser.getWindowForTarget");
  const height = (bounds.height ?? 0) + BARS;
  await cdp.send("Browser.setWindowBounds", { windowId, bounds: { height } });
}

/** In the page: an interaction takes as long as the longest of its events, and 8 ms if none is told. */
function watch(): void {
  const longest = new Map<number, { duration: number; name: string }>();
  let tasks = 0;
  let before = 0;
  const counted = () => Number(Reflect.get(performance, "interactionCount") ?? 0);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const id = Number(Reflect.get(entry, "interactionId") ?? 0);
      if (id === 0 || entry.duration <= (longest.get(id)?.duration ?? 0)) continue;
      longest.set(id, { duration: entry.duration, name: entry.name });
    }
  }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks = Math.max(tasks, duration);
  }).observe({ type: "longtask" });
  Reflect.set(globalThis, "gauged", {
    forget() {
      longest.clear();
      tasks = 0;
      before = counted();
    },
    interactions() {
      const told = [...longest.values()].sort((a, b) => b.duration - a.duration);
      const untold = Math.max(0, counted() - before - told.length);
      return {
        durations: [...told.map(({ duration }) => duration), ...Array(untold).fill(8)],
        slowest: told.slice(0, 5).map(({ name, duration }) => `${name} ${duration}`).join(", "),
      };
    },
    longestTask: () => tasks,
  });
}
