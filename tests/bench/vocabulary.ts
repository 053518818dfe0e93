const ONSETS = ["b", "c", "d", "f", "g", "l", "m", "n", "p", "qu", "r", "s", "t", "v", "tr", "pr"];
const VOWELS = ["a", "e", "i", "o", "u", "ão", "á", "é", "ei", "ou", "ê", "ú"];
const CODAS = ["", "", "", "", "r", "s", "l", "m", "n"];

/** Numbers in [0, 1) that are the same on every run. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Words that look Portuguese, used as people use theirs: the k-th one 1/k times as often as the first. */
export class Vocabulary {
  readonly words: readonly string[];
  readonly #shares: Float64Array;
  readonly #random: () => number;

  constructor(size: number, random: () => number) {
    this.#random = random;
    const words = new Set<string>();
    while (words.size < size) words.add(this.#make(words.size));
    this.words = [...words];
    this.#shares = sharesOf(size);
  }

  /** One of them, by how often they are used. */
  word(): string {
    return this.words[pick(this.#shares, this.#random())]!;
  }

  /** So many of them, as a message. */
  sentence(length: number): string {
    return Array.from({ length }, () => this.word()).join(" ");
  }

  /** The more often a word is used, the shorter it is. */
  #make(rank: number): string {
    const syllables = rank < 100 ? 1 : rank < 3_000 ? 2 : 3 + Math.floor(this.#random() * 2);
    const one = (of: readonly string[]) => of[Math.floor(this.#random() * of.length)]!;
    return Array.from({ length: syllables }, () => one(ONSETS) + one(VOWELS) + one(CODAS)).join("");
  }
}

/** How much of the whole the first k have together, where the k-th has 1/k of what the first has. */
export function sharesOf(size: number): Float64Array {
  const shares = new Float64Array(size);
  let sum = 0;
  for (let k = 0; k < size; k++) shares[k] = sum += 1 / (k + 1);
  return shares.map((share) => share / sum);
}

/** The place at which a number in [0, 1) falls. */
export function pick(shares: Float64Array, number: number): number {
  let [low, high] = [0, shares.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shares[middle]! <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}
