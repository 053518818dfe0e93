import { Buffer } from "node:buffer";
import { createClient } from "redis";
import type { RedisServer } from "./redis_server.ts";

/** Somebody on the network who reaches Redis: hears what is said there, and says what they like. */
export class BusIntruder implements AsyncDisposable {
  readonly heard: { channel: string; message: string }[] = [];
  readonly #ear: ReturnType<typeof plainClient>;
  readonly #mouth: ReturnType<typeof plainClient>;

  private constructor(redis: RedisServer) {
    this.#ear = plainClient(redis);
    this.#mouth = plainClient(redis);
  }

  static async reach(redis: RedisServer): Promise<BusIntruder> {
    const intruder = new BusIntruder(redis);
    await Promise.all([intruder.#ear.connect(), intruder.#mouth.connect()]);
    return intruder;
  }

  /** Records what is said on a channel from now on. */
  async listen(channel: string): Promise<void> {
    await this.#ear.subscribe(channel, (message, on) => this.heard.push({ channel: on, message }));
  }

  /** Resolves when Redis has passed the message on; with the number of those who got it. */
  async say(channel: string, message: string | Uint8Array): Promise<number> {
    const bytes = typeof message === "string" ? message : Buffer.from(message);
    return await this.#mouth.publish(channel, bytes);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#ear.destroy();
    this.#mouth.destroy();
    return Promise.resolve();
  }
}

function plainClient({ host, port }: RedisServer) {
  const client = createClient({ socket: { host, port, reconnectStrategy: false } });
  client.on("error", () => {});
  return client;
}
