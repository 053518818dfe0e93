import { TextLineStream } from "./load/text_lines.ts";
import type { Answer, Orders } from "./load/orders.ts";

/** The process that makes the load: one of its own, so that it is not what is measured. */
export class Load implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #orders: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #open = new Map<number, PromiseWithResolvers<unknown>>();
  #n = 0;

  constructor() {
    this.#child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "--allow-net=127.0.0.1", "--no-prompt", MAIN],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#orders = this.#child.stdin.getWriter();
    void this.#listen();
  }

  get pid(): number {
    return this.#child.pid;
  }

  /**
   * Has something done.
   *
   * @throws {Error} if it could not be done
   */
  async ask<Name extends keyof Orders>(
    name: Name,
    asks: Orders[Name]["asks"],
  ): Promise<Orders[Name]["answers"]> {
    const n = ++this.#n;
    const answer = Promise.withResolvers<unknown>();
    this.#open.set(n, answer);
    await this.#orders.write(new TextEncoder().encode(`${JSON.stringify({ n, name, asks })}\n`));
    return await answer.promise as Orders[Name]["answers"];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.status;
  }

  async #listen(): Promise<void> {
    const lines = this.#child.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream());
    for await (const line of lines) {
      const { n, answer, failure }: Answer = JSON.parse(line);
      const open = this.#open.get(n);
      this.#open.delete(n);
      if (failure === undefined) open?.resolve(answer);
      else open?.reject(new Error(failure));
    }
    for (const open of this.#open.values()) open.reject(new Error("The load has ended"));
  }
}

const MAIN = new URL("load/main.ts", import.meta.url).pathname;
