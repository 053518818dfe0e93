import { ClientFrame, type FrameOf, PROTOCOL, ServerFrame } from "@/lib/chat/protocol.ts";

type Name = ServerFrame["t"];
type Said = { t: string } & Record<string, unknown>;

const PATIENCE_MS = 5_000;

/** A client on a real socket: keeps what it hears, and waits for what it wants. */
export class SocketClient implements Disposable {
  /** Everything heard, in its order. */
  readonly heard: ServerFrame[] = [];
  /** The same as text. */
  readonly texts: string[] = [];
  /** How the server hung up. */
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly socket: WebSocket;
  #waiting: (() => void)[] = [];
  #taken = new Set<ServerFrame>();

  private constructor(url: string) {
    this.socket = new WebSocket(url, PROTOCOL);
    this.closed = new Promise((resolve) => {
      this.socket.onclose = ({ code, reason }) => {
        resolve({ code, reason });
        this.#wake();
      };
    });
    this.socket.onmessage = ({ data }) => {
      this.texts.push(data);
      this.heard.push(ServerFrame.parse(JSON.parse(data)));
      this.#wake();
    };
  }

  static async open(url: string): Promise<SocketClient> {
    const client = new SocketClient(url);
    await new Promise<void>((resolve, reject) => {
      client.socket.onopen = () => resolve();
      client.socket.onerror = () => reject(new Error(`Cannot open ${url}`));
    });
    client.socket.onerror = null;
    return client;
  }

  /** Says hello, and waits for the welcome. */
  async hello(rooms?: Record<number, number>): Promise<FrameOf<"welcome">> {
    this.say({ t: "hello", ...(rooms ? { rooms } : {}) });
    return await this.next("welcome");
  }

  /** Sends a frame, or whatever text. */
  say(frame: Said | string): void {
    this.socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  /** Sends a message; its id is returned. */
  post(room: number, body: string, id = newId()): string {
    this.say(ClientFrame.parse({ t: "send", id, room, body }));
    return id;
  }

  /** The first frame of this name that fits and was not taken before; waits for it. */
  async next<T extends Name>(
    name: T,
    fits: (frame: FrameOf<T>) => boolean = () => true,
  ): Promise<FrameOf<T>> {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      for (const frame of this.heard) {
        if (frame.t !== name || this.#taken.has(frame)) continue;
        const wanted = frame as FrameOf<T>;
        if (!fits(wanted)) continue;
        this.#taken.add(frame);
        return wanted;
      }
      const ms = end - performance.now();
      if (ms <= 0) throw new Error(`Cannot wait for ${name} any longer: heard ${this.texts}`);
      await this.#news(ms);
    }
  }

  /** Resolves when the server has answered everything said so far. */
  async settled(): Promise<void> {
    const n = Math.random();
    this.say({ t: "ping", n });
    await this.next("pong", (pong) => pong.n === n);
  }

  /** The bodies heard of in a room, in the order of `rev`. */
  bodies(room: number): string[] {
    return this.heard.flatMap((frame) =>
      frame.t === "events" && frame.room === room ? frame.messages.map(({ body }) => body) : []
    );
  }

  [Symbol.dispose](): void {
    this.socket.close();
  }

  async #news(ms: number): Promise<void> {
    const news = Promise.withResolvers<void>();
    const timer = setTimeout(news.resolve, ms);
    this.#waiting.push(news.resolve);
    await news.promise;
    clearTimeout(timer);
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

/** A client id that nobody has used. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
