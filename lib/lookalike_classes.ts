import { plainFold, withoutAccents } from "@/lib/chat/plain_fold.ts";

// Whose letters keep their case first, where not all can.
const FIRST = ["Latin", "Cyrillic", "Greek"].map((name) => new RegExp(`\\p{Script=${name}}`, "u"));
const ALPHABET = [..."abcdefghijklmnopqrstuvwxyz"];
const LAST_POINT = 0x10ffff;

/**
 * Characters in classes: two are in one if they look alike, or if their other cases do. Case gives
 * way where it would make two letters of ASCII one, as Greek Ν (like N) and ν (like v) would do to
 * Dani and Davi: a name in Greek letters must not pass for one in Latin letters in either case.
 */
export class LookalikeClasses {
  readonly #parents = new Map<string, string>();
  readonly #members = new Map<string, string[]>();
  /** Texts of more characters than one, or of none, that a character looks like. */
  readonly #spelt = new Map<string, string>();

  /** Takes the pairs of UTS 39: a character, and the text that it looks like. */
  constructor(pairs: readonly [source: string, target: string][]) {
    for (const [source, target] of pairs) this.#joinPair(source, target);
    this.#spelt.set("'", "");
    for (const one of ALPHABET) this.#unite(one.toUpperCase(), one);
    // Small Б looks like 6; everybody else's B may as well.
    this.#unite("Б", "б");
    for (const [upper, lower] of cases()) this.#uniteIfApart(upper, lower);
    for (const one of [...this.#parents.keys()]) this.#joinPlain(one);
  }

  /** Every character that a class is known of. */
  members(): string[] {
    return [...new Set([...this.#parents.keys(), ...this.#members.keys(), ...this.#spelt.keys()])];
  }

  /** The text that stands for all that looks like this character. */
  foldOf(one: string): string {
    const members = this.#membersOf(one);
    const speller = members.find((member) => this.#spelt.has(member));
    if (speller === undefined) return nicest(members);
    const parts = [...withoutAccents(this.#spelt.get(speller)!)];
    return parts.flatMap((part) => this.#isKnown(part) ? part : [...plainFold(part)])
      .map((part) => this.foldOf(part)).join("");
  }

  #joinPair(source: string, target: string): void {
    // An accent that looks like a letter's own mark, as three dots in Arabic do, is none.
    const from = [...withoutAccents(source) || source];
    // An apostrophe beside a letter is a stroke of it here (Ɓ is 'B, Ơ is O').
    const whole = withoutAccents(target);
    const to = [...whole].length > 1 ? [...whole.replaceAll("'", "")] : [...whole];
    if (from.length === to.length) from.forEach((one, index) => this.#unite(one, to[index]!));
    else if (from.length === 1) this.#spelt.set(from[0]!, to.join(""));
    else throw new Error(`Cannot join ${source} and ${target}: neither is one character`);
  }

  #joinPlain(one: string): void {
    const plain = plainFold(one);
    if (plain.trim() === "") return;
    if ([...plain].length === 1) return this.#uniteIfApart(one, plain);
    if (!this.#hasAscii(one) && !this.#isSpelt(one)) this.#spelt.set(one, plain);
  }

  #uniteIfApart(one: string, other: string): void {
    const isFixed = (member: string) => this.#hasAscii(member) || this.#isSpelt(member);
    if (!isFixed(one) || !isFixed(other)) this.#unite(one, other);
  }

  #unite(one: string, other: string): void {
    const [root, joined] = [this.#rootOf(one), this.#rootOf(other)];
    if (root === joined) return;
    this.#members.set(root, [...this.#membersOf(root), ...this.#membersOf(joined)]);
    this.#parents.set(joined, root);
  }

  #rootOf(one: string): string {
    let root = one;
    for (let next = this.#parents.get(root); next !== undefined; next = this.#parents.get(root)) {
      root = next;
    }
    return root;
  }

  #membersOf(one: string): string[] {
    const root = this.#rootOf(one);
    return this.#members.get(root) ?? [root];
  }

  #isKnown(one: string): boolean {
    return this.#membersOf(one).length > 1 || this.#spelt.has(one);
  }

  #hasAscii(one: string): boolean {
    return this.#membersOf(one).some((member) => member <= "~");
  }

  #isSpelt(one: string): boolean {
    return this.#membersOf(one).some((member) => this.#spelt.has(member));
  }
}

function nicest(members: readonly string[]): string {
  const letter = ALPHABET.findLast((one) => members.includes(one));
  if (letter !== undefined) return letter;
  const inOrder = members.toSorted((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);
  return inOrder.find((one) => plainFold(one) === one) ?? inOrder[0]!;
}

/** Every letter whose lower case is another one, the first scripts first. */
function cases(): [upper: string, lower: string][] {
  const rankOf = (one: string) => (FIRST.findIndex((script) => script.test(one)) + 4) % 4;
  return Array.from({ length: LAST_POINT + 1 }, (_, point) => point)
    .filter((point) => point < 0xd800 || point > 0xdfff)
    .map((point) => withoutAccents(String.fromCodePoint(point)))
    .map((one): [string, string] => [one, withoutAccents(one.toLowerCase())])
    .filter(([upper, lower]) =>
      upper !== lower && [...upper].length === 1 && [...lower].length === 1
    )
    .sort(([a], [b]) => rankOf(a) - rankOf(b));
}
