import { edgesOf, queryOf } from "@/lib/client/history.ts";
import { HistoryError } from "@/lib/client/history_error.ts";
import type { Place } from "@/lib/client/timeline.ts";
import type { RoomFeedProps } from "@/lib/client/room_feed.ts";
import type { LoadedPage } from "@/lib/client/timeline.ts";
import type { Person } from "@/tests/support/person.ts";
import { read } from "@/tests/support/person.ts";
import type { Book } from "../record/book.ts";
import { DeviceShelf } from "./device_shelf.ts";
import { loadRoom } from "./page.ts";
import type { Road } from "./road.ts";
import { Tap, type TapEvents } from "./tap.ts";
import { openWire, type Way } from "./wires.ts";

/** A page has this many messages, as in the browser. */
const PAGE = 50;
const ANSWER_WITHIN_MS = 5_000;

/** A machine that somebody sits at: what it keeps, and its way to the site. */
export class Device {
  readonly shelf = new DeviceShelf();

  readonly #cookie: string | undefined;

  constructor(
    /** "Ana", "Ana (celular)". */
    readonly label: string,
    readonly person: Person,
    readonly road: Road,
    readonly way: Way = "socket",
  ) {
    this.#cookie = person.cookie;
    person.url = `http://127.0.0.1:${road.port}`;
  }

  /** Signs its person in again, where the browser was told to forget them. */
  signInAgain(): void {
    this.person.cookie = this.#cookie;
  }

  /** The room's page, as a browser loads it. */
  openRoom(slug: string): Promise<RoomFeedProps> {
    return loadRoom(this.person, slug, AbortSignal.timeout(ANSWER_WITHIN_MS));
  }

  /** A page of a room's history, the last one unless it says. */
  async loadPage(room: number, place: Place = {}): Promise<LoadedPage> {
    const query = queryOf({ ...place, limit: PAGE });
    const answer = await this.#ask(`/api/v1/rooms/${room}/messages?${query}`);
    if (answer.status !== 200) throw new HistoryError(answer.status);
    const { messages, rev } = read(answer);
    return { messages, rev, ...edgesOf(messages, place, PAGE) };
  }

  /** Whether the server says that nobody is signed in here. */
  async isSignedOut(): Promise<boolean> {
    return await this.#ask("/api/v1/me").then(({ status }) => status === 401, () => false);
  }

  /** A connection with somebody who listens in; `by` names it, `store` the database it leads to. */
  dial(
    book: Book,
    { by, store, way = this.way }: { by: string; store: () => string; way?: Way },
    events: Pick<TapEvents, "heard" | "ended">,
  ): Tap {
    const author = this.person.user.id;
    return new Tap(openWire(this.person, way), {
      said: (frame) => isDoing(frame) && book.sent(author, frame, { by, store: store() }),
      heard: (frame) => {
        if (frame.t === "ack") book.acked(author, frame);
        if (frame.t === "nack") book.refused(author, frame);
        events.heard(frame);
      },
      ended: () => events.ended(),
    });
  }

  #ask(path: string): ReturnType<Person["ask"]> {
    return this.person.ask(path, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  }
}

function isDoing(frame: { t: string }): frame is Parameters<Book["sent"]>[1] {
  return ["send", "edit", "delete", "react", "pin"].includes(frame.t);
}
