import type { Message } from "@/lib/chat/model.ts";
import type { FrameOf } from "@/lib/chat/protocol.ts";
import type { Circumstances, Deed, Wish } from "./deed.ts";
import type { Finding, Parting, Restore, Sighting, Stray } from "./evidence.ts";

/** A client's frame that does something, as it is on the wire. */
export interface Doing {
  t: "send" | "edit" | "delete" | "react" | "pin";
  id: string;
  room: number;
  seq?: number;
  body?: string;
  emoji?: string;
  on?: boolean;
}

const KINDS = {
  send: "post",
  edit: "edit",
  delete: "delete",
  react: "react",
  pin: "pin",
} as const;

/** What everybody wanted, was told and saw in one episode. */
export class Book {
  readonly deeds: Deed[] = [];
  readonly strays: Stray[] = [];
  readonly sightings: Sighting[] = [];
  readonly restores: Restore[] = [];
  readonly partings: Parting[] = [];
  /** What struck, and from when to when. */
  readonly strikes: { name: string; from: number; to: number }[] = [];
  /** What went wrong on the way, and cannot be seen in the end. */
  readonly findings: Finding[] = [];
  readonly #episode: number;
  #texts = 0;
  readonly #byId = new Map<string, Deed>();
  /** Never sent yet, by what they are. */
  readonly #waiting = new Map<string, Deed[]>();
  readonly #orders = new Map<string, number>();

  /**
   * @param episode tells its texts from those of all others
   * @param now the time, in milliseconds
   */
  constructor(episode: number, readonly now: () => number = () => performance.now()) {
    this.#episode = episode;
  }

  /** A text that nobody has written before, and that says whose it is. */
  textBy(by: string): string {
    return `${by} ${this.#episode}.${++this.#texts}`;
  }

  /** Somebody wants something; to be called before their client is told. */
  want(wish: Wish, where: Omit<Circumstances, "at">): Deed {
    const order = (this.#orders.get(where.by) ?? 0) + 1;
    this.#orders.set(where.by, order);
    const nothing = { id: undefined, sentAt: [], sentBy: [], acks: [], refused: undefined };
    const deed: Deed = { ...where, at: this.now(), wish, order, ...nothing };
    this.deeds.push(deed);
    const key = keyOf(where.author, where.room, wish);
    this.#waiting.set(key, [...this.#waiting.get(key) ?? [], deed]);
    return deed;
  }

  /** Their client sends a frame, over the connection `by`, to the database `store`. */
  sent(author: number, frame: Doing, { by, store }: { by: string; store: string }): void {
    const deed = this.#byId.get(`${author} ${frame.id}`) ?? this.#identify(author, frame, store);
    if (!deed) return void this.strays.push({ author, id: frame.id, at: this.now() });
    deed.sentAt.push(this.now());
    deed.sentBy.push(by);
    deed.refused = undefined;
  }

  /** The server says that it is done. */
  acked(author: number, { id, room, seq, rev, dup }: FrameOf<"ack">): void {
    const acked = { at: this.now(), room, seq, rev, dup: dup === true };
    this.#byId.get(`${author} ${id}`)?.acks.push(acked);
  }

  /** The server does not do it. */
  refused(author: number, { id, code, retry }: FrameOf<"nack">): void {
    const deed = this.#byId.get(`${author} ${id}`);
    if (deed && !retry) deed.refused = { at: this.now(), code };
  }

  /** A tab shows a message in a state in which it did not show it before. */
  saw(who: Pick<Sighting, "by" | "user">, message: Message): void {
    this.sightings.push({ ...who, at: this.now(), message });
  }

  #identify(author: number, frame: Doing, store: string): Deed | undefined {
    const wish = { ...frame, kind: KINDS[frame.t] };
    const waiting = this.#waiting.get(keyOf(author, frame.room, wish)) ?? [];
    // The same may have been wanted of another database, and be given up.
    const here = waiting.findIndex((deed) => deed.store === store);
    const [deed] = waiting.splice(Math.max(here, 0), 1);
    if (!deed) return undefined;
    deed.id = frame.id;
    this.#byId.set(`${author} ${frame.id}`, deed);
    return deed;
  }
}

/** What tells a wish from all others of its author. */
function keyOf(
  author: number,
  room: number,
  wish: Omit<Doing, "t" | "id" | "room"> & Pick<Wish, "kind">,
) {
  const { kind, seq, body, emoji, on } = wish;
  return JSON.stringify([author, room, kind, seq, body, emoji, on]);
}
