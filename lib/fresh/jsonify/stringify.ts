import { HOLE, INFINITY_NEG, INFINITY_POS, NAN, NULL, UNDEFINED, ZERO_NEG } from "./constants.ts";

/** What stands for a value of a kind of its own; texts are asked about by nobody. */
export type Stringifier = (value: unknown) => { value: unknown } | undefined;

/** Stringifiers by the name under which the reviver finds its counterpart. */
export type Stringifiers = Record<string, Stringifier>;

/**
 * Writes a value as JSON that {@linkcode parse} reads back: undefined, NaN, infinities, -0, holes,
 * bigint, Date, URL, RegExp, Set, Map, Uint8Array, Temporal, shared and circular references.
 * Class instances keep their own enumerable fields only.
 *
 * The form is an array of values in which containers hold indices; the first one is the root.
 *
 * @throws {TypeError} for functions and symbols.
 */
export function stringify(data: unknown, custom: Stringifiers = {}): string {
  const out: string[] = [];
  const seen = new Map<unknown, number>();
  const customs = Object.entries(custom);

  function indexOf(value: unknown): number {
    if (typeof value !== "string") {
      const special = specialIndex(value);
      if (special !== null) return special;
    }
    const known = seen.get(value);
    if (known !== undefined) return known;

    const index = out.length;
    seen.set(value, index);
    if (typeof value === "string") {
      out.push(JSON.stringify(value));
      return index;
    }
    // Takes the place now, so that what refers back to this value finds its index.
    out.push("");
    out[index] = write(value);
    return index;
  }

  function write(value: unknown): string {
    for (let i = 0; i < customs.length; i++) {
      const [name, fn] = customs[i]!;
      const result = fn(value);
      if (result !== undefined) {
        return `[${JSON.stringify(name)},${indexOf(result.value)}]`;
      }
    }
    if (typeof value === "object" && value !== null) {
      return isPlain(value) ? writeFields(value, indexOf) : writeObject(value, indexOf);
    }
    return writePrimitive(value);
  }

  const root = indexOf(data);
  return root < 0 ? String(root) : `[${out.join(",")}]`;
}

function specialIndex(value: unknown): number | null {
  if (value === undefined) return UNDEFINED;
  if (value === null) return NULL;
  if (typeof value !== "number") return null;
  if (Number.isNaN(value)) return NAN;
  if (value === Infinity) return INFINITY_POS;
  if (value === -Infinity) return INFINITY_NEG;
  return Object.is(value, -0) ? ZERO_NEG : null;
}

function writePrimitive(value: unknown): string {
  switch (typeof value) {
    case "bigint":
      return `["BigInt","${value}"]`;
    case "function":
      throw new TypeError("Serializing functions is not supported.");
    case "symbol":
      throw new TypeError("Serializing symbols is not supported.");
    default:
      return JSON.stringify(value);
  }
}

function writeObject(
  value: object,
  indexOf: (value: unknown) => number,
): string {
  if (Array.isArray(value)) return `[${writeItems(value, indexOf)}]`;
  if (value instanceof Date) {
    return `["Date",${JSON.stringify(dateText(value))}]`;
  }
  if (value instanceof URL) return `["URL",${JSON.stringify(value.href)}]`;
  if (value instanceof RegExp) {
    return `["RegExp",${JSON.stringify(value.source)}, ${JSON.stringify(value.flags)}]`;
  }
  if (value instanceof Uint8Array) return `["Uint8Array","${toBase64(value)}"]`;
  if (value instanceof Set) {
    return `["Set",[${[...value].map(indexOf).join(",")}]]`;
  }
  if (value instanceof Map) {
    return `["Map",[${[...value].flat().map(indexOf).join(",")}]]`;
  }

  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag.startsWith("Temporal.")) {
    return `["${tag}",${JSON.stringify(String(value))}]`;
  }
  return writeFields(value, indexOf);
}

// Most objects are: nothing else need be asked about them.
function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype && !(Symbol.toStringTag in value);
}

function writeFields(
  value: object,
  indexOf: (value: unknown) => number,
): string {
  let fields = "";
  for (const [name, field] of Object.entries(value)) {
    if (fields !== "") fields += ",";
    fields += `${JSON.stringify(name)}:${indexOf(field)}`;
  }
  return `{${fields}}`;
}

function writeItems(
  items: unknown[],
  indexOf: (value: unknown) => number,
): string {
  // A loop over indices, since map() and forEach() skip holes.
  const indices: number[] = [];
  for (let i = 0; i < items.length; i++) {
    indices.push(i in items ? indexOf(items[i]) : HOLE);
  }
  return indices.join(",");
}

function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? "Invalid Date" : date.toISOString();
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
