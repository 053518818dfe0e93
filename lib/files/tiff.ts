/** A directory of a TIFF 6.0 structure, section 2: a count, entries, and where the next one is. */
interface Directory {
  at: number;
  entries: Entry[];
}

interface Entry {
  /** Where its twelve bytes begin. */
  at: number;
  tag: number;
  /** Where its value is, and its length in bytes. */
  value: { at: number; length: number };
}

// Exif 2.32, section 4.6.3: directories that an entry points to; and TIFF 6.0: the orientation.
const EXIF = 0x8769;
const GPS = 0x8825;
const ORIENTATION = 0x0112;
/** Bytes of one value of each type; those of types that nobody knows are left alone. */
const WIDTHS = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
const ENTRY = 12;
/** A camera writes some dozens of entries, in four directories; whoever writes more wants work done. */
const MOST_ENTRIES = 512;
const MOST_DIRECTORIES = 8;

/** The metadata of a picture in the form of a TIFF file (Exif 2.32, section 4.5), perhaps torn. */
export class Tiff {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #isLittle: boolean;
  /** Bytes that may still be blanked: thousands of entries can claim the same value. */
  #left: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#left = 2 * bytes.length;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#isLittle = bytes[0] === 0x49;
  }

  /** How it is to be turned, 1 to 8; 1 if it does not say. */
  orientation(): number {
    const first = this.#directory(this.#pointerAt(4));
    const entry = first?.entries.find(({ tag }) => tag === ORIENTATION);
    const turned = entry === undefined ? undefined : this.#short(entry.at + 8);
    return turned !== undefined && turned >= 1 && turned <= 8 ? turned : 1;
  }

  /** Overwrites where it was taken, with all that says so. False: it says nothing of it. */
  forgetPlace(): boolean {
    const directories = this.#directories();
    for (const directory of directories) this.#forgetPlaceIn(directory);
    return directories.some(({ entries }) => entries.some(({ tag }) => tag === GPS));
  }

  #directories(): Directory[] {
    const found: Directory[] = [];
    const next = [this.#pointerAt(4)];
    for (let at = next.shift(); at !== undefined; at = next.shift()) {
      const directory = found.some((known) => known.at === at) ? undefined : this.#directory(at);
      if (!directory) continue;
      if (found.push(directory) === MOST_DIRECTORIES) break;
      const exif = directory.entries.filter(({ tag }) => tag === EXIF);
      next.push(...exif.map((entry) => this.#pointerAt(entry.at + 8)));
      next.push(this.#pointerAt(directory.at + 2 + directory.entries.length * ENTRY));
    }
    return found;
  }

  /** The entries behind the one that points to the place move up, and the last of them is blanked. */
  #forgetPlaceIn({ at, entries }: Directory): void {
    const count = entries.length;
    const end = Math.min(at + 2 + count * ENTRY + 4, this.#bytes.length);
    const pointing = entries.filter(({ tag }) => tag === GPS);
    for (const entry of pointing.reverse()) {
      this.#blankDirectory(this.#pointerAt(entry.at + 8));
      this.#bytes.copyWithin(entry.at, entry.at + ENTRY, end);
      this.#bytes.fill(0, end - ENTRY, end);
    }
    if (pointing.length > 0) this.#view.setUint16(at, count - pointing.length, this.#isLittle);
  }

  #blankDirectory(at: number | undefined): void {
    const directory = this.#directory(at);
    if (!directory) return;
    for (const { value } of directory.entries) this.#blank(value.at, value.length);
    this.#blank(directory.at, 2 + directory.entries.length * ENTRY);
  }

  #blank(at: number, length: number): void {
    this.#left -= Math.min(length, this.#bytes.length);
    if (this.#left >= 0) this.#bytes.fill(0, at, at + length);
  }

  #directory(at: number | undefined): Directory | undefined {
    const count = at === undefined || at < 8 ? undefined : this.#short(at);
    if (at === undefined || count === undefined || count > MOST_ENTRIES) return undefined;
    const entries: Entry[] = [];
    for (let i = 0; i < count; i++) {
      const entry = this.#entry(at + 2 + i * ENTRY);
      if (!entry) return undefined;
      entries.push(entry);
    }
    return { at, entries };
  }

  #entry(at: number): Entry | undefined {
    if (at + ENTRY > this.#bytes.length) return undefined;
    const tag = this.#view.getUint16(at, this.#isLittle);
    const width = WIDTHS[this.#view.getUint16(at + 2, this.#isLittle)] ?? 0;
    const length = width * this.#view.getUint32(at + 4, this.#isLittle);
    const far = this.#view.getUint32(at + 8, this.#isLittle);
    return { at, tag, value: { at: length <= 4 ? at + 8 : far, length } };
  }

  #pointerAt(at: number): number | undefined {
    return at + 4 > this.#bytes.length ? undefined : this.#view.getUint32(at, this.#isLittle);
  }

  #short(at: number): number | undefined {
    return at + 2 > this.#bytes.length ? undefined : this.#view.getUint16(at, this.#isLittle);
  }
}
