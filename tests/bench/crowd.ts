import { newId } from "../support/new_id.ts";
import { Person } from "../support/person.ts";
import { openSockets, type RawSocket } from "./sockets.ts";

const BODY = "Só falta a bancada 2, o conector do cabo deles parece solto. Alguém tem o alicate?";

/** People of one room with a socket each, who send and count. */
export class Crowd implements Disposable {
  readonly room: number;
  readonly #sockets: readonly RawSocket[];

  private constructor(room: number, sockets: readonly RawSocket[]) {
    this.room = room;
    this.#sockets = sockets;
  }

  /** So many sockets of one person, spread over the instances in turn. */
  static async gather(size: number, urls: readonly string[]): Promise<Crowd> {
    const person = await Person.named(`Ana ${newId().slice(0, 8)}`, urls[0]!);
    const { id } = await person.room();
    return new Crowd(id, await openSockets(person, size, urls));
  }

  /** Milliseconds from a send on the first socket to its arrival at the last one. */
  async delivery(): Promise<number> {
    const id = newId();
    const begun = performance.now();
    const arrived = this.#sockets.at(-1)!.whenHeard(id);
    this.#sockets[0]!.post(this.room, id, BODY);
    await arrived;
    return performance.now() - begun;
  }

  /** Messages acked a second, with so many under way at any time. */
  async ackedPerSecond(messages: number, underWay: number): Promise<number> {
    const begun = performance.now();
    await this.#send(messages, underWay, (socket, id) => socket.whenAcked(id));
    return messages / (performance.now() - begun) * 1_000;
  }

  /** Messages that reach a socket, of all sockets, a second. */
  async deliveredPerSecond(messages: number, underWay: number): Promise<number> {
    const before = this.#heard();
    const begun = performance.now();
    const last = this.#sockets.map((socket) => socket.whenCounted(socket.heard + messages));
    await this.#send(messages, underWay, (socket, id) => socket.whenAcked(id));
    await Promise.all(last);
    return (this.#heard() - before) / (performance.now() - begun) * 1_000;
  }

  [Symbol.dispose](): void {
    for (const socket of this.#sockets) socket.close();
  }

  #heard(): number {
    return this.#sockets.reduce((sum, { heard }) => sum + heard, 0);
  }

  async #send(
    messages: number,
    underWay: number,
    settled: (socket: RawSocket, id: string) => Promise<void>,
  ): Promise<void> {
    let left = messages;
    await Promise.all(Array.from({ length: underWay }, async (_, n) => {
      const socket = this.#sockets[n % this.#sockets.length]!;
      while (left-- > 0) {
        const id = newId();
        const done = settled(socket, id);
        socket.post(this.room, id, BODY);
        await done;
      }
    }));
  }
}
