import type { Markup } from "@/lib/markup/markup.ts";
import type { ColourAnswer, ColourJob } from "./colour_worker.ts";
import { scriptAddress } from "./script_address.ts";

/** Milliseconds that one block of code may take: patterns of languages can be made slow. */
const JOB_WITHIN = 200;
/** Blocks that may take longer, until no more are coloured: somebody writes them on purpose. */
const MOST_MISSES = 5;
/** Milliseconds until the worker has come and is ready for a language. */
const READY_WITHIN = 10_000;

/** Colours code in a worker, one block after another, so that nothing in it can stop the page. */
export class Colours {
  #worker: Worker | undefined;
  #misses = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** The pieces of a block of code; `undefined`: it stays plain. Never rejects. */
  colour(job: ColourJob): Promise<Markup | undefined> {
    const turn = this.#last.then(() => this.#run(job)).catch(() => undefined);
    this.#last = turn;
    return turn;
  }

  async #run(job: ColourJob): Promise<Markup | undefined> {
    if (this.#misses >= MOST_MISSES) return undefined;
    const worker = this.#worker ??= await startWorker();
    worker.postMessage(job);
    await this.#answer(worker, READY_WITHIN);
    const answer = await this.#answer(worker, JOB_WITHIN);
    return answer === "ready" || answer === null ? undefined : answer;
  }

  /** The worker's next word; one that does not come in time is not waited for, and the worker ends. */
  #answer(worker: Worker, within: number): Promise<ColourAnswer> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const answer = new Promise<ColourAnswer>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<ColourAnswer>) => resolve(data);
      worker.onerror = () => reject(new Error("The worker failed"));
      timer = setTimeout(() => reject(new Error("The worker is too slow")), within);
    });
    return answer.catch((error) => {
      worker.terminate();
      this.#misses++;
      this.#worker = undefined;
      throw error;
    }).finally(() => clearTimeout(timer));
  }
}

async function startWorker(): Promise<Worker> {
  const { address } = await import("./colour_worker.ts");
  return new Worker(scriptAddress(address), { type: "module" });
}
