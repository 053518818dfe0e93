import { newId } from "../support/new_id.ts";
import { Person, read } from "../support/person.ts";
import type { Contender } from "./contender.ts";
import type { Seat } from "./load/load_socket.ts";

/** An instance or more that are measured. */
export interface OursOptions {
  name: string;
  instances: readonly { url: string; pid: number }[];
  /** What goes to the instances in turn: the sockets of a room, or whole rooms. */
  spread?: "sockets" | "rooms";
}

/** People who are signed in at the same time. */
const TOGETHER = 8;

/** Us, as people meet us: signed in, members of a room of theirs. */
export class Ours implements Contender {
  readonly name: string;
  readonly dialect = "conexao";
  readonly #instances: OursOptions["instances"];
  readonly #spread: OursOptions["spread"];
  readonly #people: Person[] = [];

  constructor({ name, instances, spread = "sockets" }: OursOptions) {
    this.name = name;
    this.#instances = instances;
    this.#spread = spread;
  }

  get pids(): number[] {
    return this.#instances.map(({ pid }) => pid);
  }

  /** So many people, the same each time. */
  async people(size: number): Promise<readonly Person[]> {
    const missing = size - this.#people.length;
    await inTurns(missing, async () => {
      const { url } = this.#instances[0]!;
      this.#people.push(await Person.named(`Pessoa ${newId().slice(0, 12)}`, url));
    });
    return this.#people.slice(0, size);
  }

  /** A new room in which these people are. @returns its id */
  async room(people: readonly Person[]): Promise<number> {
    const name = `sala ${newId().slice(0, 12)}`;
    const asked = { method: "POST", body: { name, kind: "public" } };
    const { id } = read(await people[0]!.ask("/api/v1/rooms", asked)).room;
    await inTurns(people.length - 1, async (n) => {
      const path = `/api/v1/rooms/${id}/members`;
      const { status, text } = await people[n + 1]!.ask(path, { method: "POST", body: {} });
      if (status !== 204) throw new Error(`Nobody can join: ${text}`);
    });
    return id;
  }

  async seats(size: number, rooms: number): Promise<Seat[]> {
    const people = await this.people(size);
    const each = size / rooms;
    const seats: Seat[] = [];
    for (let at = 0; at < size; at += each) {
      const members = people.slice(at, at + each);
      const room = await this.room(members);
      seats.push(...members.map(({ cookie }, n) => {
        const turn = this.#spread === "rooms" ? at / each : n;
        const { url } = this.#instances[turn % this.#instances.length]!;
        return { url, path: "/ws", cookie, room };
      }));
    }
    return seats;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Whoever started the instances stops them.
  }
}

async function inTurns(times: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: TOGETHER }, async () => {
    while (next < times) await work(next++);
  }));
}
