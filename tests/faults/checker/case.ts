import type { Message } from "@/lib/chat/model.ts";
import { Book } from "../record/book.ts";
import type { Deed, Wish } from "../record/deed.ts";
import type { Evidence, StoredMessage, View } from "../record/evidence.ts";
import type { Finding } from "../record/evidence.ts";
import { check } from "./check.ts";

const PEOPLE = { Ana: 1, Bruno: 2, Clara: 3 };
const GERAL = 1;
const STORE = "a".repeat(32);

type Name = keyof typeof PEOPLE;

/** A made-up episode in geral, told step by step; each step takes a millisecond. */
export class Case {
  store = STORE;
  readonly book: Book;
  readonly rows: StoredMessage[] = [];
  readonly views: View[] = [];
  readonly kept = new Set<string>();
  #time = 0;
  #ids = 0;

  constructor() {
    this.book = new Book(1, () => ++this.#time);
  }

  get now(): number {
    return this.#time;
  }

  wants(name: Name, wish: Wish, by = `${name}/geral`): Deed {
    return this.book.want(wish, { author: PEOPLE[name], by, room: GERAL, store: this.store });
  }

  /** Its client sends it, for the first time or again. */
  sends(deed: Deed): void {
    const { wish, room, author } = deed;
    const { kind, ...content } = { base: undefined, ...wish };
    const t = kind === "post" ? "send" : kind;
    const id = deed.id ?? (++this.#ids).toString(16).padStart(32, "0");
    this.book.sent(author, { t, id, room, ...content }, { by: deed.by, store: this.store });
  }

  acks(deed: Deed, seq: number, rev = seq): void {
    this.book.acked(deed.author, {
      ...{ t: "ack", id: deed.id!, room: GERAL, seq, rev, at: "2026-03-02T09:00:00.000Z" },
    });
  }

  refuses(deed: Deed, code: string): void {
    const nack = { t: "nack", id: deed.id!, code, message: "", retry: false } as const;
    this.book.refused(deed.author, nack);
  }

  /** Wanted, sent and acked. */
  does(name: Name, wish: Wish, { seq, by }: { seq: number; by?: string }): Deed {
    const deed = this.wants(name, wish, by);
    this.sends(deed);
    this.acks(deed, seq);
    return deed;
  }

  /** A post that went as it should: acked, stored, the room's next. */
  posts(name: Name, body: string): StoredMessage {
    const seq = this.rows.length + 1;
    const deed = this.does(name, { kind: "post", body }, { seq });
    return this.stores({ author: deed.author, id: deed.id!, body, seq });
  }

  stores(row: Pick<StoredMessage, "author" | "id" | "body" | "seq"> & Partial<StoredMessage>) {
    const flags = { edited: false, deleted: false, pinned: false, system: false };
    const rest = { n: row.seq, rev: row.seq, ...flags, reactions: new Map() };
    const stored = { room: GERAL, ...rest, ...row };
    this.rows.push(stored);
    return stored;
  }

  /** Bruno's page sees a message in this state. */
  sees(message: Message): void {
    this.book.saw({ by: "Bruno/geral", user: PEOPLE.Bruno }, message);
  }

  /** Somebody's page shows these in the end. */
  shows(name: Name, messages: readonly Message[], floor = 0): void {
    this.views.push({ by: `${name}/geral`, user: PEOPLE[name], room: GERAL, floor, messages });
  }

  get evidence(): Evidence {
    const { deeds, strays, sightings, restores, partings } = this.book;
    const { views, kept, store, rows } = this;
    const rev = Math.max(0, ...rows.map((row) => row.rev));
    const rooms = [{ id: GERAL, rev, posts: rows.filter(({ system }) => !system).length }];
    const database = { store, rooms, messages: rows };
    const since = new Map([[GERAL, 0]]);
    return { deeds, strays, sightings, restores, partings, views, kept, database, since };
  }

  get findings(): Finding[] {
    return check(this.evidence);
  }

  /** What kinds of harm are found, each once. */
  get harms(): string[] {
    return [...new Set(this.findings.map(({ harm }) => harm))];
  }
}

/** The message as clients are told of it. */
export function told(row: StoredMessage, changes: Partial<Message> = {}): Message {
  const { room, seq, rev, id, author, body, edited, deleted, pinned, system, reactions } = row;
  const at = "2026-03-02T09:00:00.000Z";
  const kinds = [...reactions].map(([emoji, users]) => ({
    ...{ emoji, n: users.length, users: [...users] },
  }));
  return {
    ...{ room, seq, rev, id, author: { id: author, name: "" }, body, at },
    kind: system ? "system" : "text",
    ...(edited ? { editedAt: at } : {}),
    ...(deleted ? { deleted: true as const } : {}),
    ...(pinned ? { pinned: true as const } : {}),
    ...(kinds.length > 0 ? { reactions: kinds } : {}),
    ...changes,
  };
}
