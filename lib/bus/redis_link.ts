import type { Buffer } from "node:buffer";
import { createClient } from "redis";
import type { Clock } from "@/lib/chat/clock.ts";

/** Where Redis is. */
export interface RedisAddress {
  host: string;
  port: number;
  password?: string | undefined;
}

/** What a link tells its owner. */
export interface LinkEvents {
  heard(channel: string, message: Uint8Array): void;
  /** Told once, when a link that was open is no more; `why` is a short code. */
  lost(why: string): void;
}

type Client = ReturnType<typeof newClient>;

/** Commands without an answer yet. More are dropped: the poll finds what a lost hint told of. */
const COMMANDS = 1_000;
const CONNECT_MS = 3_000;
/** Channels in one SUBSCRIBE. */
const CHANNELS = 500;

/**
 * One connection that publishes and one that listens, for as long as both live. It never connects
 * again: a new link is a clean start, with nothing left over of what the old one had promised.
 */
export class RedisLink {
  readonly #events: LinkEvents;
  readonly #publisher: Client;
  readonly #listener: Client;
  #opened = false;
  #ended = false;

  /** @throws if Redis does not answer within 3 s, or refuses */
  static async open(address: RedisAddress, events: LinkEvents, clock: Clock): Promise<RedisLink> {
    const link = new RedisLink(address, events);
    // A frozen Redis still completes the TCP handshake, and then says nothing.
    const deadline = clock.after(CONNECT_MS, () => link.close());
    try {
      await Promise.all([link.#publisher.connect(), link.#listener.connect()]);
      if (link.#ended) throw new Error("Cannot reach Redis: it does not answer");
      link.#opened = true;
      return link;
    } catch (error) {
      link.close();
      throw error;
    } finally {
      deadline.cancel();
    }
  }

  private constructor(address: RedisAddress, events: LinkEvents) {
    this.#events = events;
    this.#publisher = newClient(address);
    this.#listener = newClient(address);
    for (const client of [this.#publisher, this.#listener]) {
      client.on("error", (error: unknown) => this.#lose(codeOf(error)));
      client.on("end", () => this.#lose("end"));
    }
  }

  /** Sends without waiting; what cannot be sent is dropped. */
  publish(channel: string, message: string): void {
    if (this.#ended) return;
    this.#publisher.publish(channel, message).catch(() => {});
  }

  /** Resolves when Redis has confirmed every channel. */
  async subscribe(channels: readonly string[]): Promise<void> {
    for (let at = 0; at < channels.length; at += CHANNELS) {
      await this.#listener.subscribe(channels.slice(at, at + CHANNELS), this.#hear, true);
    }
  }

  unsubscribe(channel: string): void {
    if (this.#ended) return;
    this.#listener.unsubscribe(channel, this.#hear, true).catch(() => {});
  }

  /** Ends both connections at once; tells nobody. */
  close(): void {
    this.#ended = true;
    for (const client of [this.#publisher, this.#listener]) client.destroy();
  }

  readonly #hear = (message: Buffer, channel: Buffer): void => {
    if (!this.#ended) this.#events.heard(channel.toString(), message);
  };

  #lose(why: string): void {
    if (this.#ended) return;
    this.close();
    if (this.#opened) this.#events.lost(why);
  }
}

function newClient({ host, port, password }: RedisAddress) {
  return createClient({
    socket: { host, port, connectTimeout: CONNECT_MS, reconnectStrategy: false },
    ...(password ? { password } : {}),
    disableOfflineQueue: true,
    commandsQueueMaxLength: COMMANDS,
    // A timer for every PUBLISH would cost more than the command.
    commandOptions: { timeout: 0 },
    // The ACL grants neither, and nothing here needs them.
    disableClientInfo: true,
    maintNotifications: "disabled",
  });
}

/** A word for a log: the error's code, or its class; never its text, which may quote an address. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if ("code" in error && typeof error.code === "string") return error.code;
  return /^[A-Z]{4,}(?= )/.exec(error.message)?.[0] ?? error.constructor.name;
}
