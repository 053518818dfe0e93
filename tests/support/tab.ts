import { MemoryShelf } from "@/lib/client/outbox_shelf.ts";
import { PageLine } from "@/lib/client/page_line.ts";
import { PollWire } from "@/lib/client/poll_wire.ts";
import { readFrame } from "@/lib/client/read_frame.ts";
import { RoomFeed } from "@/lib/client/room_feed.ts";
import type { Wire } from "@/lib/client/socket.ts";
import { StreamWire } from "@/lib/client/stream_wire.ts";
import { PROTOCOL } from "@/lib/chat/protocol.ts";
import type { Room } from "@/lib/chat/model.ts";
import { EventReader } from "./event_reader.ts";
import { eventually } from "./eventually.ts";
import type { Person } from "./person.ts";
import { outboxOn } from "./outbox_on.ts";

/** A way to the server, by the name of what goes over it. */
export type Rung = "socket" | "stream" | "poll";

/** A tab in which somebody has a room open: the browser's own code, without the browser. */
export class Tab implements Disposable {
  readonly feed: RoomFeed;
  /** By which way it connects from now on. */
  rung: Rung;
  /** The address of the instance that takes its posts, where that is another one. */
  postTo: string | undefined;
  readonly #person: Person;
  readonly #room: Room;
  #wire: (Wire & EventTarget) | undefined;
  #welcomed: Wire | undefined;
  /** How often it has been told to go elsewhere. */
  left = 0;

  private constructor(person: Person, room: Room, rung: Rung, store: string) {
    this.#person = person;
    this.#room = room;
    this.rung = rung;
    const props = { store, me: person.user, room, messages: [], rev: 0, more: false };
    this.feed = new RoomFeed(props, {
      outbox: outboxOn(new MemoryShelf()),
      line: new PageLine({
        connect: () => this.#watch(this.#connect()),
        signedOut: async () => (await person.ask("/api/v1/me")).status === 401,
        random: () => 0,
      }),
      leave: () => this.left++,
      arrived: () => {},
      load: (id) => this.#load(id),
      random: () => 0,
    });
  }

  /** Opens a room, and resolves once there is a connection. */
  static async open(
    person: Person,
    rung: Rung,
    { slug = "geral", postTo = "" } = {},
  ): Promise<Tab> {
    await using line = await person.dial();
    const { store } = await line.hello();
    const tab = new Tab(person, await person.room(slug), rung, store);
    if (postTo) tab.postTo = postTo;
    tab.feed.start();
    await tab.isOpen();
    return tab;
  }

  /** Resolves once there is a connection. */
  async isOpen(): Promise<void> {
    await eventually(() => this.#welcomed !== undefined && this.#welcomed === this.#wire);
  }

  /** Loses its connection, and comes back at once by this way. */
  change(rung: Rung): void {
    this.rung = rung;
    this.#wire?.close();
    this.#wire?.dispatchEvent(new CloseEvent("close", { code: 1_006 }));
    this.feed.probe();
  }

  /** The bodies of the messages that it shows, in order. */
  get texts(): string[] {
    return this.feed.messages.value.map(({ body }) => body);
  }

  /** Resolves when a message is to be seen. */
  async sees(text: string, withinMs = 10_000): Promise<void> {
    await eventually(() => this.texts.includes(text), { withinMs });
  }

  [Symbol.dispose](): void {
    this.feed.stop();
  }

  #watch(wire: Wire & EventTarget): Wire {
    this.#wire = wire;
    wire.addEventListener("message", ({ data }) => {
      if (String(data).startsWith('{"t":"welcome"')) this.#welcomed = wire;
    });
    return wire;
  }

  #connect(): Wire & EventTarget {
    const { url, cookie = "" } = this.#person;
    const headers = { cookie };
    const ask: typeof fetch = (input, init) => {
      const to = init?.method === "POST" ? this.postTo ?? url : url;
      return fetch(`${to}${input}`, { ...init, headers: { ...init?.headers, ...headers } });
    };
    if (this.rung === "poll") return new PollWire({ resting: false, read: readFrame, fetch: ask });
    if (this.rung === "stream") {
      return new StreamWire({
        source: (path) => new EventReader(url + path, headers),
        fetch: ask,
      });
    }
    const address = `${url.replace(/^http/, "ws")}/ws`;
    return Reflect.construct(WebSocket, [address, { protocols: [PROTOCOL], headers }]);
  }

  async #load(id: number) {
    const answer = await this.#person.ask(`/api/v1/rooms/${id}/messages?limit=200`);
    const { messages, rev } = JSON.parse(answer.text);
    return { messages, rev, more: false };
  }
}
