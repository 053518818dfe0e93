import { straight, TcpRelay } from "./tcp_relay.ts";

/** A way to an instance that lets so many bytes through, and then nothing until it is opened. */
export class GatedWay implements AsyncDisposable {
  readonly #relay: TcpRelay;
  #open = Promise.withResolvers<void>();

  constructor(port: number) {
    this.#relay = new TcpRelay(port);
  }

  get port(): number {
    return this.#relay.port;
  }

  /** What is sent from now on gets through up to so many bytes in all. */
  close(after: number): void {
    this.#open = Promise.withResolvers<void>();
    const { promise } = this.#open;
    let left = after;
    this.#relay.inspect = async (bytes, way, passage) => {
      if (way === "up" && (left -= bytes.length) < 0) await promise;
      await passage.pass(way, bytes);
    };
  }

  /** All gets through again. */
  open(): void {
    this.#relay.inspect = straight;
    this.#open.resolve();
  }

  /** Every connection ends; new ones do, too, until it is mended. */
  cut(): void {
    this.#relay.refusing = true;
    this.#relay.inspect = straight;
    this.#relay.cutAll();
    this.#open.resolve();
  }

  mend(): void {
    this.#relay.refusing = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#open.resolve();
    await this.#relay[Symbol.asyncDispose]();
  }
}
