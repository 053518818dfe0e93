/** A number from 0 up to 1, as good as `crypto` makes it. */
export function randomFraction(): number {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return number / 2 ** 32;
}
