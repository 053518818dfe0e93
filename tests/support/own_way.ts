import type { Chatter } from "./chatter.ts";
import { straight, TcpRelay } from "./tcp_relay.ts";

/** Somebody's own way to an instance: it can be cut while the server and all others go on. */
export class OwnWay implements AsyncDisposable {
  readonly #relay: TcpRelay;

  constructor(port: number) {
    this.#relay = new TcpRelay(port);
  }

  /** Where their browser finds the instance. */
  get url(): string {
    return `http://${this.#relay.host}:${this.#relay.port}`;
  }

  /** Nothing gets through any more, and the browser knows that it is offline. */
  async cut({ visitor }: Chatter): Promise<void> {
    this.#relay.refusing = true;
    this.#relay.cutAll();
    await visitor.context.setOffline(true);
  }

  /** What they say still arrives; what is answered does not. */
  deafen(): void {
    this.#relay.inspect = async (bytes, way, passage) => {
      if (way === "up") await passage.pass(way, bytes);
    };
  }

  /** There is a network again. */
  async mend({ visitor }: Chatter): Promise<void> {
    this.#relay.inspect = straight;
    this.#relay.refusing = false;
    await visitor.context.setOffline(false);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#relay[Symbol.asyncDispose]();
  }
}
