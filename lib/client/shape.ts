/**
 * A check of what came from outside. The schemas of the protocol say the same and more, but the
 * means to read them weigh as much as a fifth of all that a page may load.
 */
export type Shape = (value: unknown) => boolean;

/** Any text. */
export const isText: Shape = (value) => typeof value === "string";
/** Any number but those that JSON does not know. */
export const isNumber: Shape = (value) => Number.isFinite(value);
/** Yes or no. */
export const isSwitch: Shape = (value) => typeof value === "boolean";
/** What is there only if it is so. */
export const isTrue: Shape = (value) => value === true;
/** An id, a `seq`, a `rev`. */
export const isId: Shape = (value) => isCursor(value) && value !== 0;
/** One of these, or 0 for the start. */
export const isCursor: Shape = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

/** A text that this fits. */
export function fits(pattern: RegExp): Shape {
  return (value) => typeof value === "string" && pattern.test(value);
}

/** A client id: 32 lower-case hex digits. */
export const isClientId = fits(/^[0-9a-f]{32}$/);
/** A moment: ISO 8601, UTC, milliseconds. */
export const isInstant = fits(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/** One of these values. */
export function oneOf(...values: readonly unknown[]): Shape {
  return (value) => values.includes(value);
}

/** It may be missing. */
export function maybe(shape: Shape): Shape {
  return (value) => value === undefined || shape(value);
}

/** Any number of them. */
export function listOf(shape: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(shape);
}

/** Any names, and what stands under each. */
export function recordOf(shape: Shape): Shape {
  return (value) => isObject(value) && Object.values(value).every(shape);
}

/** An object with these fields; what else it has is left alone. */
export function shapeOf<T>(fields: Readonly<Record<keyof T & string, Shape>>): Shape {
  const all: [string, Shape][] = Object.entries(fields);
  return (value) => isObject(value) && all.every(([name, shape]) => shape(value[name]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
