import { percentile } from "./spread.ts";

/** Something that was measured of one contender, several times. */
export interface Figure {
  what: string;
  of: string;
  unit: string;
  values: number[];
  /** Shares of one core, where they tell: what the contender used, and the process that made the load. */
  cores?: { server: number[]; load: number[] };
}

/** A figure in short. */
export interface Told {
  median: number;
  min: number;
  max: number;
}

/** All that one run has measured. */
export class Results {
  readonly #figures = new Map<string, Figure>();

  get figures(): readonly Figure[] {
    return [...this.#figures.values()];
  }

  /** Takes over what an earlier run has measured, where this one has not. */
  keep(figures: readonly Figure[]): void {
    for (const { what, of, unit, values, cores } of figures) {
      const key = `${what}|${of}`;
      if (this.#figures.has(key)) continue;
      this.#figures.set(key, { what, of, unit, values, ...(cores ? { cores } : {}) });
    }
  }

  /** Adds a value to a figure, and makes the figure with its first. */
  add({ what, of, unit }: Pick<Figure, "what" | "of" | "unit">, value: number): void {
    this.#at(what, of, unit).values.push(value);
  }

  /** Adds what was used of the cores while the figure's last value was measured. */
  addCores({ what, of, unit }: Pick<Figure, "what" | "of" | "unit">, used: [number, number]): void {
    const figure = this.#at(what, of, unit);
    figure.cores ??= { server: [], load: [] };
    figure.cores.server.push(used[0]);
    figure.cores.load.push(used[1]);
  }

  /** The middle of a figure; `undefined`: it was not measured in this run. */
  median(what: string, of: string): number | undefined {
    const figure = this.#figures.get(`${what}|${of}`);
    return figure && toldOf(figure.values).median;
  }

  /** What a figure is counted in. */
  unitOf(what: string, of: string): string {
    return this.#figures.get(`${what}|${of}`)?.unit ?? "";
  }

  #at(what: string, of: string, unit: string): Figure {
    const key = `${what}|${of}`;
    const figure = this.#figures.get(key) ?? { what, of, unit, values: [] };
    this.#figures.set(key, figure);
    return figure;
  }
}

/** The middle of these and their ends. */
export function toldOf(values: readonly number[]): Told {
  return { median: percentile(values, 0.5), min: Math.min(...values), max: Math.max(...values) };
}
