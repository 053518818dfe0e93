import type { Message } from "@/lib/chat/model.ts";
import { answerOf, IndexedRows } from "./indexed_rows.ts";
import type { Owner } from "./outbox_shelf.ts";
import { isCursor, isId, isNumber, isText, listOf, shapeOf } from "./shape.ts";

const ROOMS = "rooms";
/** Messages of a room that are kept, and rooms, the last read of them. */
const MOST_MESSAGES = 50;
const MOST_ROOMS = 20;

/** A message as it is read without a connection: a file is told by its name. */
export interface KeptMessage {
  seq: number;
  name: string;
  body: string;
  at: string;
}

/** A room whose last messages are kept, and for whom. */
export interface KeptRoom {
  room: number;
  owner: Owner;
  slug: string;
  name: string;
  /** When it was kept, in milliseconds since the epoch. */
  at: number;
  messages: KeptMessage[];
}

const isKeptMessage = shapeOf<KeptMessage>({
  ...{ seq: isId, name: isText, body: isText, at: isText },
});
const isKeptRoom = shapeOf<KeptRoom>({
  ...{ room: isId, slug: isText, name: isText, at: isNumber, messages: listOf(isKeptMessage) },
  owner: shapeOf<Owner>({ store: isText, id: isCursor, name: isText }),
}) as (value: unknown) => value is KeptRoom;

/**
 * The last messages of the rooms that one person has read in this browser, to be read again without
 * a connection. There is one person at a time: whoever else comes finds nothing of theirs.
 */
export class KeptMessages {
  readonly #rows = new IndexedRows({ database: "conexao-read", tables: { [ROOMS]: "room" } });

  /** The rooms that are kept, the last read first. */
  async rooms(): Promise<KeptRoom[]> {
    const found: readonly unknown[] =
      await this.#rows.ask(ROOMS, "readonly", (rows) => answerOf(rows.getAll())) ?? [];
    return found.filter(isKeptRoom).sort((a, b) => b.at - a.at);
  }

  /** Keeps a room, and forgets what is another person's, or too much. */
  async keep(kept: KeptRoom): Promise<void> {
    const all = await this.rooms();
    const theirs = all.some(({ owner }) => !isSame(owner, kept.owner));
    if (theirs) await this.clear();
    else {
      const spare = all.filter(({ room }) => room !== kept.room).slice(MOST_ROOMS - 1);
      await Promise.all(spare.map(({ room }) => this.forget(room)));
    }
    await this.#rows.ask(ROOMS, "relaxed", (rows) => answerOf(rows.put(kept)));
  }

  /** Forgets a room. */
  async forget(room: number): Promise<void> {
    await this.#rows.ask(ROOMS, "relaxed", (rows) => answerOf(rows.delete(room)));
  }

  /** Forgets what another person than this one has read here. */
  async admit(owner: Owner): Promise<void> {
    const all = await this.rooms();
    if (all.some((one) => !isSame(one.owner, owner))) await this.clear();
  }

  /** Forgets all. */
  async clear(): Promise<void> {
    await this.#rows.ask(ROOMS, "default", (rows) => answerOf(rows.clear()));
  }
}

/** The last of these messages, as they are kept; deleted ones are not. */
export function keptOf(messages: readonly Message[]): KeptMessage[] {
  return messages.filter(({ kind, deleted }) => kind === "text" && !deleted)
    .sort((a, b) => a.seq - b.seq).slice(-MOST_MESSAGES)
    .map(({ seq, author, body, at, files = [] }) => ({
      ...{ seq, at, name: author.name },
      body: [body, ...files.map(({ name }) => `[${name}]`)].filter(Boolean).join("\n"),
    }));
}

function isSame(one: Owner, other: Owner): boolean {
  return one.store === other.store && one.id === other.id && one.name === other.name;
}
