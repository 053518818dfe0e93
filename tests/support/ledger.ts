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
    const messages = bodies.map((body) => this.#write(++this.#rev, body));
    return { room: this.room, from, to: this.#rev, messages };
  }

  /** Changes a message that is there; its place stays. */
  edit(seq: number, body: string): RoomChange {
    const from = this.#rev++;
    const old = this.#messages.get(seq);
    if (!old) throw new Error(`Cannot edit message ${seq}: it is not there`);
    const message = { ...old, rev: this.#rev, body };
    this.#keep(message);
    return { room: this.room, from, to: this.#rev, messages: [message] };
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

  #write(seq: number, body: string): Message {
    const message: Message = {
      room: this.room,
      seq,
      rev: seq,
      id: seq.toString(16).padStart(32, "0"),
      author: { id: 1, name: "Ana" },
      kind: "text",
      body,
      at: "2026-03-02T09:00:00.000Z",
    };
    this.#keep(message);
    return message;
  }

  #keep(message: Message): void {
    this.#states.push(message);
    this.#messages.set(message.seq, message);
  }
}
