import { HOLE, INFINITY_NEG, INFINITY_POS, NAN, NULL, UNDEFINED, ZERO_NEG } from "./constants.ts";

/** Makes values of a kind of their own from what their stringifier gave. */
// deno-lint-ignore no-explicit-any -- a reviver takes what its own stringifier gave
export type CustomParser = Record<string, (value: any) => unknown>;

type Entry =
  | number
  | string
  | boolean
  | (number | string | number[])[]
  | Record<string, number>;

/**
 * Reads what {@linkcode stringify} wrote.
 *
 * @throws {SyntaxError} if `text` is not JSON.
 */
export function parse<T = unknown>(text: string, custom: CustomParser = {}): T {
  const entries = JSON.parse(text) as Entry[] | number;
  if (typeof entries === "number") return special(entries) as T;
  return new Reader(entries, custom).at(0) as T;
}

class Reader {
  readonly #entries: readonly Entry[];
  readonly #custom: CustomParser;
  readonly #done = new Map<number, unknown>();

  constructor(entries: readonly Entry[], custom: CustomParser) {
    this.#entries = entries;
    this.#custom = custom;
  }

  at(index: number): unknown {
    if (index < 0) return special(index);
    if (this.#done.has(index)) return this.#done.get(index);
    const entry = this.#entries[index] as Entry;
    if (typeof entry !== "object") return this.#keep(index, entry);
    if (!Array.isArray(entry)) return this.#object(index, entry);
    const [kind] = entry;
    if (typeof kind !== "string") return this.#array(index, entry as number[]);
    return this.#ofKind(index, kind, entry as [string, never, never]);
  }

  // A container is kept before it is filled, for what refers back to it.
  #keep<V>(index: number, value: V): V {
    this.#done.set(index, value);
    return value;
  }

  #object(index: number, entry: Record<string, number>): object {
    const object = this.#keep(index, {});
    for (const name in entry) {
      // Assigning to "__proto__" would change the prototype instead.
      Object.defineProperty(object, name, {
        value: this.at(entry[name] as number),
        writable: true,
        enumerable: true,
        configurable: true,
      });
    }
    return object;
  }

  #array(index: number, entry: readonly number[]): unknown[] {
    const array = this.#keep(index, new Array<unknown>(entry.length));
    entry.forEach((item, i) => {
      if (item !== HOLE) array[i] = this.at(item);
    });
    return array;
  }

  #ofKind(index: number, kind: string, [, data, flags]: [string, never, never]): unknown {
    const reviver = this.#custom[kind];
    if (reviver) return this.#keep(index, reviver(this.at(data)));
    if (kind === "Set") return this.#set(index, data);
    if (kind === "Map") return this.#map(index, data);
    return this.#keep(index, fromText(kind, data, flags));
  }

  #set(index: number, items: readonly number[]): Set<unknown> {
    const set = this.#keep(index, new Set());
    for (const item of items) set.add(this.at(item));
    return set;
  }

  #map(index: number, items: readonly number[]): Map<unknown, unknown> {
    const map = this.#keep(index, new Map());
    for (let i = 0; i < items.length; i += 2) {
      map.set(this.at(items[i] as number), this.at(items[i + 1] as number));
    }
    return map;
  }
}

function special(index: number): unknown {
  switch (index) {
    case UNDEFINED:
      return undefined;
    case NULL:
      return null;
    case NAN:
      return NaN;
    case INFINITY_POS:
      return Infinity;
    case INFINITY_NEG:
      return -Infinity;
    case ZERO_NEG:
      return -0;
  }
}

function fromText(kind: string, text: string, flags: string): unknown {
  switch (kind) {
    case "BigInt":
      return BigInt(text);
    case "Date":
      return new Date(text);
    case "URL":
      return new URL(text);
    case "RegExp":
      return new RegExp(text, flags);
    case "Uint8Array":
      return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  }
  const temporal = (globalThis as unknown as Record<string, Record<string, TemporalType>>)
    .Temporal;
  return temporal?.[kind.slice("Temporal.".length)]?.from(text);
}

interface TemporalType {
  from(text: string): unknown;
}
