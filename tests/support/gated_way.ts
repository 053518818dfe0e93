import { type Passage, straight, TcpRelay } from "./tcp_relay.ts";

/** A way to an instance on which whatever is large can be stopped half-way, or cut. */
export class GatedWay implements AsyncDisposable {
  readonly #relay: TcpRelay;
  #open = Promise.withResolvers<void>();

  constructor(port: number) {
    this.#relay = new TcpRelay(port);
  }

  get port(): number {
    return this.#relay.port;
  }

  /** From now on each connection takes so many bytes, and then nothing until it is opened. */
  close(after: number): void {
    this.#open = Promise.withResolvers<void>();
    const { promise } = this.#open;
    const taken = new WeakMap<Passage, number>();
    this.#relay.inspect = async (bytes, way, passage) => {
      if (way === "up") {
        const sum = (taken.get(passage) ?? 0) + bytes.length;
        taken.set(passage, sum);
        if (sum > after) await promise;
      }
      await passage.pass(way, bytes);
    };
  }

  /** All gets through again. */
  open(): void {
    this.#relay.inspect = straight;
    this.#open.resolve();
  }

  /** Every connection ends, and new ones do until it is mended. */
  cut(): void {
    this.#relay.refusing = true;
    this.#relay.cutAll();
    this.open();
  }

  mend(): void {
    this.#relay.refusing = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#open.resolve();
    await this.#relay[Symbol.asyncDispose]();
  }
}
