import { signal } from "@preact/signals";
import type { Clock, Timer } from "@/lib/chat/clock.ts";

/** How far somebody has read; `back`: also backwards. */
export interface Mark {
  seq: number;
  back?: true;
}

/** What a reader sees now. */
export interface Sight {
  /** Somebody looks at the page, or only glances elsewhere. */
  here: boolean;
  /** The end is in view. */
  atEnd: boolean;
  /** The last message there is; 0: none. */
  last: number;
}

/** How reading is told. */
export interface ReadingOptions {
  readSeq: number;
  /** Tells the server, or says that there is no connection. */
  send(mark: Mark): boolean;
  /** Whether the messages are looked at right now, and nothing covers them. */
  seen(): boolean;
  clock: Clock;
}

/** What has been in sight so long counts as read; so often it is looked whether it is. */
const READ_AFTER = 1_500;
const LOOK_EVERY = 500;
/** Marks are told at most so often. */
const TELL_EVERY = 1_000;

/** Judges what the person has read in one room, and tells the server. */
export class Reading {
  /** The last message that has been read. */
  readonly readSeq;
  readonly #options: ReadingOptions;
  #last = 0;
  #reading: Timer | undefined;
  /** They want to find it unread when they come back. */
  #held = false;
  #untold: Mark | undefined;
  #told: Timer | undefined;

  constructor(options: ReadingOptions) {
    this.#options = options;
    this.readSeq = signal(options.readSeq);
  }

  /** This is in sight from now on. */
  see({ here, atEnd, last }: Sight): void {
    this.#last = last;
    const reads = here && atEnd && !this.#held && last > this.readSeq.value;
    if (!reads) this.#stopReading();
    else this.#reading ??= this.#lookFor(READ_AFTER);
  }

  /** Everything up to this message is read; further is never taken back. */
  read(seq: number): void {
    this.#held = false;
    if (seq <= this.readSeq.value) return;
    this.readSeq.value = seq;
    this.#tell({ seq });
  }

  /** Everything from this message on is unread, until they leave the room and come back. */
  unreadFrom(seq: number): void {
    this.#stopReading();
    this.#held = true;
    this.readSeq.value = seq - 1;
    this.#tell({ seq: seq - 1, back: true });
  }

  /** The person was elsewhere, and is back. */
  returned(): void {
    this.#held = false;
  }

  /** Another device of the person's has read, or marked as unread, up to here. */
  heard(seq: number): void {
    // What they marked there as unread is not read here because it happens to be in sight.
    if (seq < this.readSeq.value) this.#held = true;
    this.readSeq.value = seq;
    this.#untold = undefined;
  }

  /** Writing is having read; the server knows. */
  wrote(seq: number): void {
    this.readSeq.value = Math.max(this.readSeq.value, seq);
  }

  /** There is a connection: tells what could not be told. */
  connected(): void {
    if (!this.#told) this.#flush();
  }

  /** Leaves no timer. */
  stop(): void {
    this.#stopReading();
    this.#told?.cancel();
    this.#told = undefined;
  }

  // A glance elsewhere takes nothing away from what was looked at before it, and adds nothing.
  #lookFor(left: number): Timer {
    return this.#options.clock.after(LOOK_EVERY, () => {
      const rest = this.#options.seen() ? left - LOOK_EVERY : left;
      this.#reading = rest > 0 ? this.#lookFor(rest) : undefined;
      if (rest <= 0) this.read(this.#last);
    });
  }

  #stopReading(): void {
    this.#reading?.cancel();
    this.#reading = undefined;
  }

  #tell(mark: Mark): void {
    const back = mark.back ?? this.#untold?.back;
    this.#untold = back ? { seq: mark.seq, back } : mark;
    if (!this.#told) this.#flush();
  }

  #flush(): void {
    const mark = this.#untold;
    if (!mark || !this.#options.send(mark)) return;
    this.#untold = undefined;
    this.#told = this.#options.clock.after(TELL_EVERY, () => {
      this.#told = undefined;
      this.#flush();
    });
  }
}
