/** Bytes of a name that all file systems take. */
const LONGEST = 255;
/** Leave room for a number. */
const NUMBER = 8;
const NAMELESS = "arquivo";

// Separators of every system, its drives and wild cards, and what ends a line or turns its direction.
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff<>:"/\\|?*]/gu;
// With any ending, too: "nul.txt" is the device.
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=$|[\s.])/i;

/**
 * Names for the files of one folder: none leads out of it or is a device on any system, and none is
 * another's, also where case and composition of letters make no difference.
 */
export function zipNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  const last = new Map<string, number>();
  return names.map((name) => {
    const safe = safeName(name);
    const key = keyOf(safe);
    for (let n = last.get(key) ?? 1;; n++) {
      const one = n === 1 ? safe : numbered(safe, n);
      if (taken.has(keyOf(one))) continue;
      taken.add(keyOf(one));
      last.set(key, n + 1);
      return one;
    }
  });
}

/** A name that is one name and nothing else wherever it is written. */
function safeName(name: string): string {
  const plain = withoutEdges(name.toWellFormed().replace(UNSAFE, "_"));
  const named = DEVICE.test(plain) ? `_${plain}` : plain;
  const { base, ending } = parted(named === "" ? NAMELESS : named);
  return cut(base, LONGEST - NUMBER - lengthOf(ending)) + ending;
}

/** Windows drops dots and spaces from the end: "..", "a. ." and "nul." are something else there. */
function withoutEdges(name: string): string {
  let end = name.length;
  while (end > 0 && /[\s.]/.test(name[end - 1]!)) end--;
  return name.slice(0, end).trimStart();
}

function numbered(name: string, n: number): string {
  const { base, ending } = parted(name);
  return `${base} (${n})${ending}`;
}

/** A name without its ending, and that, with its dot: what is longer is no ending. */
function parted(name: string): { base: string; ending: string } {
  const at = name.lastIndexOf(".");
  const isEnding = at > 0 && name.length - at <= 16;
  return isEnding
    ? { base: name.slice(0, at), ending: name.slice(at) }
    : { base: name, ending: "" };
}

/** As many whole letters as these bytes of UTF-8 hold. */
function cut(text: string, most: number): string {
  if (lengthOf(text) <= most) return text;
  let [kept, length] = ["", 0];
  for (const letter of text) {
    length += lengthOf(letter);
    if (length > most) break;
    kept += letter;
  }
  return kept.trimEnd();
}

function lengthOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

function keyOf(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
