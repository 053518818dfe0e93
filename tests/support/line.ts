import type { ClientFrame, FrameOf } from "@/lib/chat/protocol.ts";
import { PROTOCOL, ServerFrame } from "@/lib/chat/protocol.ts";
import { newId } from "./new_id.ts";

/** How a line is opened. */
export interface LineOptions {
  /** The rooms to catch up with, and from where. */
  rooms?: Record<string, number>;
}

/** How the other end closed a line. */
export interface Closing {
  code: number;
  reason: string;
}

const PATIENCE_MS = 10_000;

/** One socket of somebody: every frame is read by the protocol's own schema, and kept. */
export class Line implements AsyncDisposable {
  /** All that came, in the order in which it came. */
  readonly frames: ServerFrame[] = [];
  readonly closed: Promise<Closing>;
  readonly #socket: WebSocket;
  readonly #watchers = new Set<() => void>();
  #broken: Error | undefined;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    const { promise, resolve } = Promise.withResolvers<Closing>();
    this.closed = promise;
    socket.onmessage = ({ data }) => this.#take(data);
    socket.onclose = ({ code, reason }) => {
      this.#broken ??= new Error(`the line was closed: ${code} ${reason}`);
      resolve({ code, reason });
      this.#wake();
    };
    // A broken connection is told by onclose as well.
    socket.onerror = (event) => event.preventDefault();
  }

  /** Opens a socket; rejects if the server does not take it. */
  static async open(url: string, headers: Record<string, string> = {}): Promise<Line> {
    const address = url.replace(/^http/, "ws") + "/ws";
    // Deno's own second argument, which the browser's types do not know.
    const socket: WebSocket = Reflect.construct(WebSocket, [
      address,
      { protocols: [PROTOCOL], headers },
    ]);
    const line = new Line(socket);
    const opened = new Promise<boolean>((resolve) => socket.onopen = () => resolve(true));
    const refused = line.closed.then(() => false);
    if (!await Promise.race([opened, refused])) throw new Error(`${address} is not opened`);
    return line;
  }

  /** Says hello, and waits to be welcomed. */
  async hello({ rooms }: LineOptions = {}): Promise<FrameOf<"welcome">> {
    this.say({ t: "hello", ...(rooms === undefined ? {} : { rooms }) });
    return await this.waitFor("welcome");
  }

  /** Sends a frame, or whatever it is told to. */
  say(frame: unknown): void {
    this.#socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  /** Sends bytes that are no text. */
  sayBytes(bytes: Uint8Array<ArrayBuffer>): void {
    this.#socket.send(bytes);
  }

  /** Posts, and gives back the ack or the nack. */
  async post(
    room: number,
    body: string,
    id: string = newId(),
  ): Promise<FrameOf<"ack"> | FrameOf<"nack">> {
    const send: ClientFrame = { t: "send", id, room, body };
    const from = this.frames.length;
    this.say(send);
    return await this.#find(
      (frame) => (frame.t === "ack" || frame.t === "nack") && frame.id === id ? frame : undefined,
      from,
    );
  }

  /** The first frame of this kind that fits, of all that came or will come. */
  waitFor<T extends ServerFrame["t"]>(
    t: T,
    fits: (frame: FrameOf<T>) => boolean = () => true,
    { from = 0, within = PATIENCE_MS }: { from?: number; within?: number } = {},
  ): Promise<FrameOf<T>> {
    const isIt = (frame: ServerFrame): frame is FrameOf<T> => frame.t === t;
    return this.#find((frame) => isIt(frame) && fits(frame) ? frame : undefined, from, within);
  }

  /** Waits until a message with this body has come in events. */
  async hear(body: string, within = PATIENCE_MS): Promise<FrameOf<"events">> {
    const has = ({ messages }: FrameOf<"events">) => messages.some((one) => one.body === body);
    return await this.waitFor("events", has, { within });
  }

  /** Waits until all that was said so far has been read by the other end. */
  async settle(): Promise<void> {
    const n = this.frames.length + Math.floor(performance.now());
    this.say({ t: "ping", n });
    await this.waitFor("pong", (pong) => pong.n === n);
  }

  /** Every message that came in events, by its body, in the order in which it came. */
  get heard(): string[] {
    return this.frames.flatMap((frame) =>
      frame.t === "events" ? frame.messages.map(({ body }) => body) : []
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await this.closed;
  }

  async #find<T>(
    pick: (frame: ServerFrame) => T | undefined,
    from: number,
    within = PATIENCE_MS,
  ): Promise<T> {
    let next = from;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#wake();
    }, within);
    try {
      while (true) {
        for (; next < this.frames.length; next++) {
          const found = pick(this.frames[next] as ServerFrame);
          if (found !== undefined) return found;
        }
        if (this.#broken) throw this.#broken;
        if (late) throw new Error(`No such frame in ${within} ms: ${pick}`);
        await new Promise<void>((resolve) => this.#watchers.add(resolve));
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #take(data: unknown): void {
    const frame = ServerFrame.safeParse(JSON.parse(String(data)));
    if (frame.success) this.frames.push(frame.data);
    else this.#broken ??= new Error(`No frame of the protocol: ${data}\n${frame.error}`);
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#watchers) wake();
    this.#watchers.clear();
  }
}
