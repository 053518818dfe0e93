import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Clock, Timer } from "@/lib/chat/clock.ts";
import type { Room, User } from "@/lib/chat/model.ts";
import type { FoundMessage } from "./found_places.ts";
import { beginsWord, byRank } from "./name_rank.ts";
import { hasNews, inOrder } from "./room_steps.ts";

/** A page that is no room. */
export interface Way {
  href: string;
  name: string;
}

/** A place that one can go to. */
export type Place =
  & { key: string }
  & (
    | { kind: "room"; room: Room }
    | { kind: "person"; user: User }
    | { kind: "message"; found: FoundMessage; room: Room }
    | { kind: "way"; way: Way }
    | { kind: "search"; query: string }
  );

/** Places of one sort. */
export interface PlaceGroup {
  sort: "news" | "rooms" | "people" | "messages" | "ways" | "search";
  places: readonly Place[];
}

/** What a finder works with. */
export interface FinderParts {
  rooms: ReadonlySignal<readonly Room[]>;
  /** The room that is open. */
  current: number | undefined;
  me: number;
  /** Rooms that were gone to, by id, the latest first. */
  recent: readonly number[];
  /** Where more rooms, people and messages are. */
  ways: readonly Way[];
  nameOf(room: Room): string;
  people(query: string, signal: AbortSignal): Promise<User[]>;
  messages(query: string, signal: AbortSignal): Promise<FoundMessage[]>;
  clock: Clock;
}

/** What the server has found for something that was typed. */
interface Answer {
  people: readonly User[];
  messages: readonly FoundMessage[];
}

const NOTHING: Answer = { people: [], messages: [] };
const MOST_ROOMS = 8;
const MOST_PEOPLE = 5;
/** The server is asked once nothing was typed for so long, in milliseconds. */
const SETTLED = 200;
const ANSWER_WITHIN = 10_000;
/** In fewer letters there is too much of everything. */
const LEAST_LETTERS = 2;

/** Finds where somebody wants to go: rooms at once, then people and messages, as one types. */
export class Finder {
  /** What was typed. */
  readonly text = signal("");
  readonly groups: ReadonlySignal<readonly PlaceGroup[]>;
  /** The place that Enter goes to. */
  readonly chosen: ReadonlySignal<Place | undefined>;
  /** What the server is asked for is on its way, or cannot be had. */
  readonly state = signal<"idle" | "busy" | "failed">("idle");
  /** One could not go to what was chosen. */
  readonly refused = signal(false);
  readonly #parts: FinderParts;
  readonly #answer = signal(NOTHING);
  /** The key of the place that was chosen by the arrows. */
  readonly #key = signal<string | undefined>(undefined);
  readonly #letGo: () => void;
  #timers: Timer[] = [];
  #asking: AbortController | undefined;

  constructor(parts: FinderParts) {
    this.#parts = parts;
    this.groups = computed(() => this.#look(this.text.value.trim()));
    this.chosen = computed(() => {
      const places = this.#places();
      // What was found for something else is not gone to by a quick Enter.
      const settled = this.state.value !== "busy";
      return places.find(({ key }) => key === this.#key.value) ??
        places.find(({ kind }) => settled || kind !== "message");
    });
    this.#letGo = effect(() => this.#ask(this.text.value.trim()));
  }

  /** Asks for nothing more. */
  stop(): void {
    this.#letGo();
    this.#drop();
  }

  /** Takes what is typed now. */
  type(text: string): void {
    this.#key.value = undefined;
    this.refused.value = false;
    this.text.value = text;
  }

  /** Chooses another place: so many further on, as in a ring, or at an end. */
  step(by: number | "first" | "last"): void {
    const places = this.#places();
    const at = places.findIndex((one) => one === this.chosen.value);
    const next = by === "first" ? 0 : by === "last" ? -1 : (at + by) % places.length;
    this.#key.value = places.at(next)?.key;
  }

  #places(): Place[] {
    return this.groups.value.flatMap(({ places }) => places);
  }

  #look(query: string): PlaceGroup[] {
    const groups: PlaceGroup[] = query === "" ? this.#offered() : [
      { sort: "rooms", places: this.#named(query).map(roomPlace) },
      { sort: "people", places: this.#people(query) },
      { sort: "messages", places: this.#messages() },
      { sort: "ways", places: this.#ways(query) },
      { sort: "search", places: [{ kind: "search", key: "search", query }] },
    ];
    return groups.filter(({ places }) => places.length > 0);
  }

  /** Before anything is typed: where there is something new, where one was last, where more is. */
  #offered(): PlaceGroup[] {
    const { rooms, current, recent } = this.#parts;
    const others = inOrder(rooms.value, undefined).filter(({ id }) => id !== current);
    const news = others.filter(hasNews)
      .sort((a, b) => b.mentions - a.mentions || b.unread - a.unread);
    const age = ({ id }: Room) => recent.includes(id) ? recent.indexOf(id) : recent.length;
    const rest = others.filter((room) => !hasNews(room)).sort((a, b) => age(a) - age(b));
    return [
      { sort: "news", places: news.map(roomPlace) },
      { sort: "rooms", places: rest.map(roomPlace) },
      { sort: "ways", places: this.#ways("") },
    ];
  }

  #named(query: string): Room[] {
    const { rooms, nameOf } = this.#parts;
    const all = rooms.value.filter(({ archived }) => !archived);
    const own = all.filter(({ joined }) => joined);
    return [
      ...byRank(own, query, nameOf),
      ...byRank(all.filter(({ joined }) => !joined), query, nameOf),
    ].slice(0, MOST_ROOMS);
  }

  /** Whoever one talks with already stands among the rooms. */
  #people(query: string): Place[] {
    const { rooms, me } = this.#parts;
    const known = new Set(
      rooms.value.filter(({ kind, joined, with: others }) =>
        kind === "direct" && joined && others?.length === 1
      ).map((room) => room.with?.[0]?.id),
    );
    const others = this.#answer.value.people.filter(({ id }) => id !== me && !known.has(id));
    return byRank(others, query, ({ name }) => name).slice(0, MOST_PEOPLE)
      .map((user) => ({ kind: "person", key: `person ${user.id}`, user }));
  }

  #messages(): Place[] {
    const rooms = new Map(this.#parts.rooms.value.map((room) => [room.id, room]));
    return this.#answer.value.messages.flatMap((found): Place[] => {
      const room = rooms.get(found.message.room);
      const { message: { room: id, seq } } = found;
      return room ? [{ kind: "message", key: `message ${id} ${seq}`, found, room }] : [];
    });
  }

  #ways(query: string): Place[] {
    return this.#parts.ways.filter(({ name }) => beginsWord(name, query))
      .map((way) => ({ kind: "way", key: `way ${way.href}`, way }));
  }

  #ask(query: string): void {
    this.#drop();
    if ([...query].length < LEAST_LETTERS) {
      this.#answer.value = NOTHING;
      this.state.value = "idle";
      return;
    }
    const { clock } = this.#parts;
    const asking = this.#asking = new AbortController();
    this.state.value = "busy";
    this.#timers = [
      clock.after(SETTLED, () => void this.#load(query, asking)),
      clock.after(SETTLED + ANSWER_WITHIN, () => asking.abort()),
    ];
  }

  /** What was found before stays in sight until there is something to stand in its place. */
  async #load(query: string, asking: AbortController): Promise<void> {
    const { people, messages } = this.#parts;
    const { signal } = asking;
    const take = (part: Partial<Answer>) => {
      if (this.#asking === asking) this.#answer.value = { ...this.#answer.peek(), ...part };
    };
    const answers = await Promise.allSettled([
      people(query, signal).then((people) => take({ people })),
      messages(query, signal).then((messages) => take({ messages })),
    ]);
    if (this.#asking !== asking) return;
    const failed = answers.some(({ status }) => status === "rejected");
    this.state.value = failed ? "failed" : "idle";
    for (const timer of this.#timers) timer.cancel();
  }

  #drop(): void {
    for (const timer of this.#timers.splice(0)) timer.cancel();
    this.#asking?.abort();
    this.#asking = undefined;
  }
}

function roomPlace(room: Room): Place {
  return { kind: "room", key: `room ${room.id}`, room };
}
