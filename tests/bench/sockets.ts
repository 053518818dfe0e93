import { PROTOCOL } from "@/lib/chat/protocol.ts";
import type { Person } from "../support/person.ts";

/** A socket that looks at frames no more than counting takes, so that it is not what is measured. */
export class RawSocket {
  heard = 0;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, () => void>();
  #counted: { until: number; done: () => void } | undefined;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#take(String(data));
  }

  post(room: number, id: string, body: string): void {
    this.#socket.send(JSON.stringify({ t: "send", id, room, body }));
  }

  whenAcked(id: string): Promise<void> {
    return new Promise((done) => this.#waiting.set(`ack ${id}`, done));
  }

  whenHeard(id: string): Promise<void> {
    return new Promise((done) => this.#waiting.set(`events ${id}`, done));
  }

  whenCounted(until: number): Promise<void> {
    return new Promise((done) => this.#counted = { until, done });
  }

  close(): void {
    this.#socket.close();
  }

  #take(text: string): void {
    const isAck = text.startsWith('{"t":"ack"');
    if (!isAck && !text.startsWith('{"t":"events"')) return;
    for (const [, id] of text.matchAll(/"id":"([0-9a-f]{32})"/g)) {
      if (!isAck) this.heard++;
      this.#settle(`${isAck ? "ack" : "events"} ${id}`);
    }
    if (this.#counted && this.heard >= this.#counted.until) this.#counted.done();
  }

  #settle(key: string): void {
    this.#waiting.get(key)?.();
    this.#waiting.delete(key);
  }
}

/** Opens sockets of one person on the instances in turn, and waits until each is welcomed. */
export async function openSockets(
  person: Person,
  size: number,
  urls: readonly string[],
): Promise<RawSocket[]> {
  return await Promise.all(Array.from({ length: size }, async (_, n) => {
    const address = `${urls[n % urls.length]!.replace(/^http/, "ws")}/ws`;
    // Deno's own second argument, which the browser's types do not know.
    const socket: WebSocket = Reflect.construct(WebSocket, [
      address,
      { protocols: [PROTOCOL], headers: { cookie: person.cookie } },
    ]);
    await new Promise((resolve) => socket.onopen = resolve);
    socket.send(JSON.stringify({ t: "hello" }));
    await new Promise((resolve) => socket.onmessage = resolve);
    return new RawSocket(socket);
  }));
}
