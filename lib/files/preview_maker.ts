import type { Clock, Timer } from "@/lib/chat/clock.ts";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { Made, PreviewAnswer, PreviewRequest } from "./preview_worker.ts";

/** How previews are made. */
export interface PreviewMakerOptions {
  clock: Clock;
  /** Longest time for one picture, in milliseconds. */
  limitMs?: number;
  /** The worker's program. */
  worker?: URL;
}

/** Long enough for a machine that does much else at once to compile the codecs. */
const START_MS = 30_000;
const LIMIT_MS = 5_000;
/** Then it goes, and with it what the largest of its pictures took. */
const IDLE_MS = 60_000;

/** A picture that cannot be made smaller, or not in time. */
export class NoPreview extends Error {
  override name = "NoPreview";
}

interface Running {
  worker: Worker;
  ready: Promise<unknown>;
}

/**
 * Makes previews, one at a time, in a worker that may do nothing else: it reads no file, reaches no
 * network and sees no environment, whatever a picture makes of its codecs.
 */
export class PreviewMaker {
  readonly #clock: Clock;
  readonly #limitMs: number;
  readonly #url: URL;
  #running: Running | undefined;
  #idle: Timer | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  /** Ends what is under way. */
  #giveUp: ((why: Error) => void) | undefined;

  constructor({ clock, limitMs = LIMIT_MS, worker }: PreviewMakerOptions) {
    this.#clock = clock;
    this.#limitMs = limitMs;
    this.#url = worker ?? new URL("./preview_worker.ts", import.meta.url);
  }

  /** Whether a worker is there. */
  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /**
   * Both previews of a picture.
   *
   * @param take gives its bytes, when it is its turn; nothing is left of them here
   * @param type a media type, by what its bytes are
   * @throws {NoPreview} if it cannot be read, or takes too long
   * @throws {Unavailable} if the codecs do not start, or are stopped
   */
  make(take: () => Promise<Uint8Array<ArrayBuffer>>, type: string): Promise<Made> {
    const made = this.#turn.then(async () => await this.#make(await take(), type));
    this.#turn = made.catch(() => {});
    return made;
  }

  /** Lets the worker go, with what it is at. */
  stop(): void {
    this.#idle?.cancel();
    this.#running?.worker.terminate();
    this.#running = undefined;
    this.#giveUp?.(new Unavailable("The codecs are stopped"));
  }

  async #make(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Made> {
    this.#idle?.cancel();
    const { worker, ready } = this.#running ??= this.#start();
    await ready;
    const picture = { picture: bytes.buffer, type };
    const answer = await this.#ask(worker, picture, { ms: this.#limitMs, error: NoPreview });
    if ("made" in answer) {
      this.#idle = this.#clock.after(IDLE_MS, () => this.stop());
      return answer.made;
    }
    // Nobody knows what state a picture leaves codecs in that broke over it.
    this.stop();
    throw new NoPreview("fault" in answer ? answer.fault : "there is no answer");
  }

  #start(): Running {
    const options = { type: "module", name: "previews", deno: { permissions: "none" } } as const;
    const worker = new Worker(this.#url, options);
    return { worker, ready: this.#load(worker) };
  }

  async #load(worker: Worker): Promise<void> {
    const { buffer } = await Deno.readFile(codecsUrl());
    const answer = await this.#ask(worker, { codecs: buffer }, {
      ms: START_MS,
      error: Unavailable,
    });
    if ("ready" in answer) return;
    this.stop();
    throw new Unavailable("The codecs do not start");
  }

  /** One request, one answer. Whoever does not answer in time never will. */
  #ask(
    worker: Worker,
    request: PreviewRequest,
    limit: { ms: number; error: new (why: string) => Error },
  ): Promise<PreviewAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<PreviewAnswer>();
    const fail = (why: string) => {
      reject(new limit.error(why));
      this.stop();
    };
    const timer = this.#clock.after(limit.ms, () => fail("It took too long"));
    this.#giveUp = reject;
    worker.onerror = (event) => {
      event.preventDefault();
      fail("The worker died");
    };
    worker.onmessage = ({ data }: MessageEvent<PreviewAnswer>) => resolve(data);
    worker.postMessage(request, ["codecs" in request ? request.codecs : request.picture]);
    return promise.finally(() => timer.cancel());
  }
}

/** In the package, which may have its place elsewhere on another machine. */
function codecsUrl(): URL {
  return new URL(import.meta.resolve("@imagemagick/magick-wasm/magick.wasm"));
}
