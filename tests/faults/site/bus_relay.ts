import { type Passage, TcpRelay, type Way } from "@/tests/support/tcp_relay.ts";
import { endOfValue } from "./resp.ts";

const MESSAGE = /^[*>]3\r\n\$7\r\nmessage\r\n/;

/** Stands between one instance and Redis, and may lose what is pushed to it. */
export class BusRelay extends TcpRelay {
  /** Whether a message is lost on its way to the instance. */
  loses: () => boolean = () => false;
  readonly #rest = new WeakMap<Passage, Uint8Array>();

  constructor(target: number) {
    super(target, (bytes, way, passage) => this.#forward(bytes, way, passage));
  }

  async #forward(bytes: Uint8Array, way: Way, passage: Passage): Promise<void> {
    if (way === "up") return await passage.pass("up", bytes);
    const all = joined(this.#rest.get(passage), bytes);
    let at = 0;
    for (let end = endOfValue(all, at); end !== undefined; end = endOfValue(all, at)) {
      const value = all.subarray(at, end);
      at = end;
      const isMessage = MESSAGE.test(new TextDecoder("latin1").decode(value.subarray(0, 32)));
      if (!isMessage || !this.loses()) await passage.pass("down", value);
    }
    this.#rest.set(passage, all.slice(at));
  }
}

function joined(before: Uint8Array | undefined, after: Uint8Array): Uint8Array {
  if (!before || before.length === 0) return after;
  const all = new Uint8Array(before.length + after.length);
  all.set(before);
  all.set(after, before.length);
  return all;
}
