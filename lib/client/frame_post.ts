import { LIMITS } from "@/lib/chat/limits.ts";
import { askFrames, type Asking } from "./ask_frames.ts";

/** Who posts, by their id, and the id of the database that they work with. */
export interface Origin {
  me: number;
  store: string;
}

/** What a FramePost works with, and whom it tells. */
export interface FramePostOptions extends Omit<Asking, "within"> {
  /**
   * Who the frames are from and which database they are for, as the server's welcome has said;
   * nothing is posted as anybody else, or to another one.
   */
  from(): Origin | undefined;
  /** Takes a frame of the answer. */
  heard(frame: unknown): void;
  /** Nothing more can be posted: what a socket would have been closed with. */
  ended(code: number): void;
}

/** The server gives up on a message after 5 s in the queue and 5 s in the database. */
const ANSWER_WITHIN = 12_000;
/** Room round the frames in a request. */
const ENVELOPE = 128;

/**
 * Posts frames where there is no socket: one request at a time, so that they arrive in their order,
 * and all that came meanwhile in the next.
 */
export class FramePost {
  readonly #options: FramePostOptions;
  #waiting: { text: string; bytes: number }[] = [];
  #busy = false;

  constructor(options: FramePostOptions) {
    this.#options = options;
  }

  /** Takes a frame, as text. */
  send(text: string): void {
    this.#waiting.push({ text, bytes: new TextEncoder().encode(text).length + 1 });
    if (!this.#busy) void this.#run();
  }

  async #run(): Promise<void> {
    const { signal, heard, ended } = this.#options;
    this.#busy = true;
    while (this.#waiting.length > 0 && !signal.aborted) {
      const answer = await this.#post(this.#take());
      if (signal.aborted) return;
      if (typeof answer === "number") return ended(answer);
      for (const frame of answer.frames) heard(frame);
    }
    this.#busy = false;
  }

  #take(): string {
    let count = 0;
    let bytes = ENVELOPE;
    for (const one of this.#waiting) {
      bytes += one.bytes;
      if (count === LIMITS.frames || (bytes > LIMITS.frame && count > 0)) break;
      count++;
    }
    return this.#waiting.splice(0, count).map(({ text }) => text).join();
  }

  #post(frames: string) {
    const head = JSON.stringify({ ...this.#options.from(), frames: [] }).slice(0, -2);
    return askFrames("/api/v1/frames", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: `${head}${frames}]}`,
    }, { ...this.#options, within: ANSWER_WITHIN });
  }
}
