const CR = 13;
const [BULK, ERROR, VERBATIM] = [..."$!="].map((sign) => sign.charCodeAt(0));
const [ARRAY, PUSH, SET] = [..."*>~"].map((sign) => sign.charCodeAt(0));
const [MAP, ATTRIBUTE] = [..."%|"].map((sign) => sign.charCodeAt(0));

/**
 * Where the value that begins at `at` ends, in what Redis says (RESP, versions 2 and 3);
 * `undefined` if the rest of it has not come yet.
 */
export function endOfValue(bytes: Uint8Array, at: number): number | undefined {
  const kind = bytes[at];
  const cr = bytes.indexOf(CR, at);
  if (kind === undefined || cr < 0 || cr + 1 >= bytes.length) return undefined;
  const end = cr + 2;
  const size = Number(new TextDecoder().decode(bytes.subarray(at + 1, cr)));
  if (kind === BULK || kind === ERROR || kind === VERBATIM) {
    const after = size < 0 ? end : end + size + 2;
    return after <= bytes.length ? after : undefined;
  }
  if (kind === ARRAY || kind === PUSH || kind === SET) return endOf(bytes, end, size);
  if (kind === MAP) return endOf(bytes, end, 2 * size);
  // What it says about the value that follows, and that value.
  if (kind === ATTRIBUTE) return endOf(bytes, end, 2 * size + 1);
  return end;
}

function endOf(bytes: Uint8Array, from: number, values: number): number | undefined {
  let at = from;
  for (let n = 0; n < values; n++) {
    const end = endOfValue(bytes, at);
    if (end === undefined) return undefined;
    at = end;
  }
  return at;
}
