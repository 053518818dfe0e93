import { type Passage, TcpRelay, type Way } from "./tcp_relay.ts";

/** Where a relay breaks: at the first bytes from the client that look like this. */
interface Break {
  what: RegExp;
  /** Whether the other end still gets those bytes, and only its answer is lost. */
  delivered: boolean;
}

/** Stands between a client and a server on this machine, listens, and breaks where it is told. */
export class Relay extends TcpRelay {
  readonly #mute = new WeakSet<Passage>();
  #break: Break | undefined;
  #heard = "";

  constructor(target: number) {
    super(target, (bytes, way, passage) => this.#forward(bytes, way, passage));
  }

  /** What clients have sent so far, a byte a character. */
  get heard(): string {
    return this.#heard;
  }

  /** Breaks the next connection that sends this. */
  breakAt(what: RegExp, { delivered }: { delivered: boolean }): void {
    this.#break = { what, delivered };
  }

  async #forward(bytes: Uint8Array, way: Way, passage: Passage): Promise<void> {
    if (this.#mute.has(passage)) return passage.cut();
    if (way === "up") {
      const text = new TextDecoder("latin1").decode(bytes);
      this.#heard += text;
      if (this.#break?.what.test(text)) {
        const { delivered } = this.#break;
        this.#break = undefined;
        if (!delivered) return passage.cut();
        this.#mute.add(passage);
      }
    }
    await passage.pass(way, bytes);
  }
}
