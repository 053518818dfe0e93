/** Bytes of something: the first, and the one after the last. */
export interface ByteRange {
  from: number;
  to: number;
}

// One range. Of several all of it is given, as RFC 9110 allows (section 14.2): ranges that overlap by
// thousands are a way to have a little data sent many times.
const ONE = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i;

/**
 * What a Range header asks for of so many bytes, by RFC 9110, section 14.1.2.
 *
 * @returns `undefined`: all of it, as without the header; "none": nothing that is there
 */
export function rangeOf(header: string | null, size: number): ByteRange | "none" | undefined {
  const [, first = "", last = ""] = ONE.exec(header ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  if (first === "") return lastBytes(Number(last), size);
  const [from, to] = [Number(first), last === "" ? size : Number(last) + 1];
  if (to <= from && last !== "") return undefined;
  return from < size ? { from, to: Math.min(to, size) } : "none";
}

function lastBytes(count: number, size: number): ByteRange | "none" | undefined {
  if (count === 0) return "none";
  // Nothing is the end of nothing, but there is no way to say which bytes of it.
  return size === 0 ? undefined : { from: Math.max(size - count, 0), to: size };
}
