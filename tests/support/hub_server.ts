import type { Bus } from "@/lib/chat/bus.ts";
import { Chat } from "@/lib/chat/chat.ts";
import type { User } from "@/lib/chat/model.ts";
import { parseName } from "@/lib/chat/name.ts";
import { Rooms } from "@/lib/chat/rooms.ts";
import type { Session, Store } from "@/lib/chat/store.ts";
import { LocalBus } from "@/lib/bus/local_bus.ts";
import { Hub } from "@/lib/ws/hub.ts";
import type { Visitor } from "@/lib/ws/visitor.ts";
import { FakeClock } from "./fake_clock.ts";
import { RecordingLog } from "./recording_log.ts";
import { SocketClient } from "./socket_client.ts";

/** A person with a session. */
export interface Guest {
  user: User;
  tokenHash: Uint8Array<ArrayBuffer>;
}

/** What an instance is made of; what is left out is made for it alone. */
export interface HubServerParts {
  bus?: Bus;
  clock?: FakeClock;
  rateLimits?: boolean;
}

/** One instance behind a real port: the chat and its sockets, with time standing still. */
export class HubServer implements AsyncDisposable {
  readonly store: Store;
  readonly clock: FakeClock;
  readonly log = new RecordingLog();
  readonly bus: Bus;
  readonly chat: Chat;
  readonly rooms: Rooms;
  readonly hub: Hub;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #guests = new Map<string, Guest>();
  readonly #clients: SocketClient[] = [];
  /** What a session turns out to be, at the door and whenever it is asked for again. */
  revalidate = (guest: Guest): Promise<Session | undefined> =>
    this.store.people.findSession(guest.tokenHash);

  constructor(store: Store, parts: HubServerParts = {}) {
    const { bus = new LocalBus(), clock = new FakeClock(), rateLimits = false } = parts;
    const { log } = this;
    this.store = store;
    this.clock = clock;
    this.bus = bus;
    this.chat = new Chat({ store, clock, log, rateLimits });
    this.rooms = new Rooms({ store, chat: this.chat, clock, rateLimits });
    this.hub = new Hub({ chat: this.chat, store, bus, clock, log });
    this.hub.start();
    const serve = { port: 0, hostname: "127.0.0.1", onListen() {} };
    this.#server = Deno.serve(serve, (request) => this.#upgrade(request));
  }

  /** The address of the socket for a guest. */
  urlFor({ user }: Guest): string {
    return `ws://127.0.0.1:${this.#server.addr.port}/?user=${user.id}`;
  }

  /** Makes a person, in `geral`. */
  async signUp(name: string): Promise<Guest> {
    const guest = await signUp(this.store, name);
    this.welcome(guest);
    return guest;
  }

  /** Lets somebody in who signed up elsewhere. */
  welcome(guest: Guest): void {
    this.#guests.set(`${guest.user.id}`, guest);
  }

  /** Opens a socket as that person; it ends with the server. */
  async connect(guest: Guest): Promise<SocketClient> {
    this.welcome(guest);
    const client = await SocketClient.open(this.urlFor(guest));
    this.#clients.push(client);
    return client;
  }

  /** A socket that has said hello. */
  async enter(guest: Guest, rooms?: Record<number, number>): Promise<SocketClient> {
    const client = await this.connect(guest);
    await client.hello(rooms);
    return client;
  }

  /** A guest as the doors know them. */
  async visitorOf(guest: Guest): Promise<Visitor> {
    const session = await this.revalidate(guest);
    if (!session) throw new Error(`${guest.user.name} is not signed in`);
    return {
      session,
      revalidate: () => this.revalidate(guest),
      key: `session ${guest.user.id}`,
      address: "127.0.0.1",
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) client[Symbol.dispose]();
    let over = false;
    const drained = this.hub.drain({ graceMs: 0 }).finally(() => over = true);
    while (!over) await this.clock.flow(100);
    await drained;
    await this.chat.drain();
    await this.#server.shutdown();
  }

  async #upgrade(request: Request): Promise<Response> {
    const guest = this.#guests.get(new URL(request.url).searchParams.get("user") ?? "");
    if (!guest) return new Response(null, { status: 401 });
    const visitor = await this.visitorOf(guest);
    const { socket, response } = Deno.upgradeWebSocket(request);
    this.hub.open(socket, visitor);
    return response;
  }
}

/** Makes a person, in `geral`. */
export async function signUp(store: Store, name: string): Promise<Guest> {
  const tokenHash = crypto.getRandomValues(new Uint8Array(32));
  const session = { tokenHash, ttlSeconds: 3_600, device: "Firefox", address: "192.168.0.7" };
  const options = { join: "geral", role: "member" as const };
  return { user: await store.people.signUp(parseName(name), session, options), tokenHash };
}

/** The id of `geral`. */
export async function geralOf(store: Store): Promise<number> {
  return (await store.rooms.find(0, { slug: "geral" }))!.id;
}
