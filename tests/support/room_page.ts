import { edgesOf, queryOf } from "@/lib/client/history.ts";
import { HistoryError } from "@/lib/client/history_error.ts";
import type { Place } from "@/lib/client/timeline.ts";
import { MemoryShelf } from "@/lib/client/outbox_shelf.ts";
import { PageLine } from "@/lib/client/page_line.ts";
import { RoomFeed, type RoomFeedProps } from "@/lib/client/room_feed.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Message } from "@/lib/chat/model.ts";
import { PROTOCOL } from "@/lib/chat/protocol.ts";
import { type Person, read } from "./person.ts";
import { outboxOn } from "./outbox_on.ts";

/** A room's page without a browser: the real feed, over real connections, of somebody signed in. */
export class RoomPage implements Disposable {
  readonly person: Person;
  readonly room: number;
  readonly feed: RoomFeed;
  /** The page was left: nobody is signed in, or the room is gone. */
  left = false;
  /** Every text that was ever to be seen on it. */
  readonly seen = new Set<string>();
  readonly #unwatch: () => void;

  private constructor(person: Person, feed: RoomFeed, room: number) {
    this.person = person;
    this.room = room;
    this.feed = feed;
    this.#unwatch = feed.messages.subscribe((messages) => {
      for (const { body } of messages) this.seen.add(body);
    });
  }

  /** Opens the page, as the server would have made it, and waits until it is welcomed. */
  static async open(person: Person, slug = "geral"): Promise<RoomPage> {
    const room = await person.room(slug);
    await using wire = await person.connect();
    const { store } = await wire.waitFor("welcome");
    const welcomed = Promise.withResolvers<void>();
    const props = { store, me: person.user, room, ...await load(person, room.id) };
    const line = new PageLine({
      connect() {
        const socket = socketOf(person);
        socket.addEventListener("message", () => welcomed.resolve(), { once: true });
        return socket;
      },
      signedOut: () => isSignedOut(person),
    });
    const feed = new RoomFeed(props, {
      ...{ outbox: outboxOn(new MemoryShelf()), line },
      leave: () => page.#leave(),
      arrived() {},
      load: (id, place) => load(person, id, place),
    });
    const page = new RoomPage(person, feed, room.id);
    feed.start();
    await welcomed.promise;
    return page;
  }

  /** The texts on the page, in their order. */
  get texts(): string[] {
    return this.feed.messages.value.map(({ body }) => body);
  }

  get messages(): readonly Message[] {
    return this.feed.messages.value;
  }

  /** What was written here and is not stored, with what became of it. */
  get unsent(): { body: string; state: string; why: string | undefined }[] {
    return this.feed.unsent.value.map(({ body, state, why }) => ({ body, state, why }));
  }

  [Symbol.dispose](): void {
    this.#unwatch();
    this.feed.stop();
  }

  #leave(): void {
    this.left = true;
    this.feed.stop();
  }
}

/** As the server answers. */
type Page = Omit<RoomFeedProps, "store" | "me" | "room">;

async function load(person: Person, room: number, place: Place = {}): Promise<Page> {
  const answer = await person.ask(`/api/v1/rooms/${room}/messages?${queryOf(place)}`);
  if (answer.status !== 200) throw new HistoryError(answer.status);
  const page = read(answer);
  return { ...page, ...edgesOf(page.messages, place, LIMITS.page) };
}

/** Not knowing is not saying, as in a browser. */
async function isSignedOut(person: Person): Promise<boolean> {
  try {
    return (await person.ask("/api/v1/me")).status === 401;
  } catch {
    return false;
  }
}

// Deno's own second argument, which the browser's types do not know.
function socketOf({ url, cookie }: Person): WebSocket {
  return Reflect.construct(WebSocket, [
    url.replace(/^http/, "ws") + "/ws",
    { protocols: [PROTOCOL], headers: cookie === undefined ? {} : { cookie } },
  ]);
}
