import type { Message } from "@/lib/chat/model.ts";
import type { Head, RoomChange, Since } from "@/lib/chat/store.ts";

/** One room's messages and their changes, as a store keeps them. */
export class Ledger {
  readonly room: number;
  readonly #messages = new Map<number, Message>();
  /** Every state that a message has had, in the order of `rev`. */
  readonly #states: Message[] = [];
  #rev = 0;

  constructor(room: number) {
    this.room = room;
  }

  get head(): Head {
    return { rev: this.#rev, aclRev: 1 };
  }

  /** All messages, ascending by `seq`. */
  get messages(): Message[] {
    return [...this.#messages.values()].sort((a, b) => a.seq - b.seq);
  }

  /** Posts messages in one commit. */
  post(...bodies: string[]): RoomChange {
    const from = this.#rev;
    const messages = bodies.map((body) => this.#write(body));
    return { room: this.room, from, to: this.#rev, messages };
  }

  /** Posts one message of this author, under an id of theirs. */
  postAs(author: Message["author"], body: string, id?: string): Message {
    return this.#write(body, { author, ...(id === undefined ? {} : { id }) });
  }

  /** Changes a message that is there; its place stays. */
  edit(seq: number, body: string): RoomChange {
    const { at: editedAt } = this.#at(seq);
    return this.#revise(seq, (old) => ({ ...old, body, editedAt }));
  }

  /** Deletes a message; what is left of it keeps its place. */
  delete(seq: number): RoomChange {
    return this.#revise(seq, ({ room, seq, rev, id, author, kind, at }) => ({
      ...{ room, seq, rev, id, author, kind, at, body: "", deleted: true as const },
    }));
  }

  /** Puts somebody's reaction to a message, or takes it away. */
  react(seq: number, emoji: string, user: number, on: boolean): RoomChange {
    return this.#revise(seq, ({ reactions = [], ...old }) => {
      const people = new Map(reactions.map(({ emoji, users }) => [emoji, users]));
      const others = (people.get(emoji) ?? []).filter((one) => one !== user);
      people.set(emoji, on ? [...others, user] : others);
      const left = [...people].filter(([, users]) => users.length > 0)
        .map(([emoji, users]) => ({ emoji, n: users.length, users }));
      return left.length > 0 ? { ...old, reactions: left } : old;
    });
  }

  /** A page of history: the last messages, or the last before `before`. */
  page(limit: number, before = Infinity): { messages: Message[]; rev: number; more: boolean } {
    const all = this.messages.filter(({ seq }) => seq < before);
    return { messages: all.slice(-limit), rev: this.#rev, more: all.length > limit };
  }

  /** The page after a message, or the one around it, as the server gives it. */
  pageAt(
    limit: number,
    place: { after: number } | { around: number },
  ): { messages: Message[]; rev: number; more: boolean; newer: boolean } {
    const all = this.messages;
    const found = "after" in place
      ? all.findIndex(({ seq }) => seq > place.after)
      : all.findIndex(({ seq }) => seq >= place.around);
    const at = found < 0 ? all.length : found;
    const [from, to] = "after" in place
      ? [at, at + limit]
      : [at - Math.floor(limit / 2), at + Math.ceil(limit / 2)];
    const messages = all.slice(Math.max(0, from), to);
    return { messages, rev: this.#rev, more: from > 0, newer: to < all.length };
  }

  /** Goes back to how it was at `rev`, as a restored backup does. */
  restore(rev: number): void {
    this.#rev = rev;
    this.#messages.clear();
    for (const state of this.#states.splice(0)) if (state.rev <= rev) this.#keep(state);
  }

  since(rev: number, limit: number): Since {
    const changed = this.messages.filter((message) => message.rev > rev)
      .sort((a, b) => a.rev - b.rev);
    const messages = changed.slice(0, limit);
    const more = changed.length > limit;
    const last = messages.at(-1)?.rev ?? 0;
    return { messages, to: more ? last : Math.max(this.#rev, last), more };
  }

  #write(body: string, changes: Partial<Message> = {}): Message {
    const seq = ++this.#rev;
    const message: Message = {
      room: this.room,
      seq,
      rev: seq,
      id: seq.toString(16).padStart(32, "0"),
      author: { id: 1, name: "Ana" },
      kind: "text",
      body,
      at: "2026-03-02T09:00:00.000Z",
      ...changes,
    };
    this.#keep(message);
    return message;
  }

  #at(seq: number): Message {
    const message = this.#messages.get(seq);
    if (!message) throw new Error(`Cannot change message ${seq}: it is not there`);
    return message;
  }

  #revise(seq: number, change: (old: Message) => Message): RoomChange {
    const old = this.#at(seq);
    const from = this.#rev++;
    const message = { ...change(old), rev: this.#rev };
    this.#keep(message);
    return { room: this.room, from, to: this.#rev, messages: [message] };
  }

  #keep(message: Message): void {
    this.#states.push(message);
    this.#messages.set(message.seq, message);
  }
}
